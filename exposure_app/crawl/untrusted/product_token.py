"""The name by which sites address this program in robots.txt and in their pages."""

PRODUCT_TOKEN = "ExposureApp"  # noqa: S105 - a name for robots.txt, no secret
"""What a site writes after `User-agent:` to mean this program (RFC 9309, section 2.2.1)."""
