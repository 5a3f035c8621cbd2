"""The page of what left this computer, the vault, and its checks."""
