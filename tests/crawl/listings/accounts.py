"""The pages of a server that answers as Mastodon or Bluesky document it."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.crawl.crawling import JPEG
from tests.site import Answer, jpeg


def as_json(document):
    return Answer(json.dumps(document).encode(), "application/json; charset=utf-8")


def mastodon(root, *, actor_at=None, batches=((9, 8), (7,), ())):
    home = actor_at or root

    def webfinger(handler):
        handler.answer(as_json({
            "subject": "acct:ada@example.social",
            "links": [
                {"rel": "http://webfinger.net/rel/profile-page", "href": f"{home}/@ada"},
                {"rel": "self", "type": "application/activity+json", "href": f"{home}/users/ada"},
            ],
        }))  # fmt: skip

    def statuses(handler):
        asked = parse_qs(urlsplit(handler.path).query)
        at = (
            [str(batch[-1]) for batch in batches if batch].index(asked["max_id"][0]) + 1
            if ("max_id" in asked)
            else 0
        )
        handler.answer(as_json([
            {
                "id": str(n),
                "url": f"{root}/@ada/{n}",
                "created_at": "2020-01-02T03:04:05.000Z",
                "content": "<p>Ada &amp; Bo<br>at sea</p>",
                "account": {"acct": "ada@example.social"},
                "media_attachments": [
                    {"type": "image", "url": f"{root}/{n}.jpg", "preview_url": f"{root}/s{n}.jpg",
                     "description": "Two people on a boat"},
                    {"type": "video", "url": f"{root}/{n}.mp4", "preview_url": f"{root}/v{n}.jpg"},
                    {"type": "audio", "url": f"{root}/{n}.mp3", "preview_url": None},
                ],
            }
            for n in batches[at]
        ]))  # fmt: skip

    pages = {
        "/.well-known/webfinger": webfinger,
        "/api/v1/accounts/lookup": as_json({
            "id": "42", "url": f"{root}/@ada", "display_name": "Ada",
            "avatar": f"{root}/avatar.jpg", "header": f"{root}/headers/original/missing.png",
        }),
        "/api/v1/accounts/42/statuses": statuses,
        "/avatar.jpg": jpeg(JPEG + b"avatar"),
    }  # fmt: skip
    for n in (7, 8, 9):
        pages[f"/{n}.jpg"] = jpeg(JPEG + bytes([n]))
        pages[f"/v{n}.jpg"] = jpeg(JPEG + b"v" + bytes([n]))
    return pages


def bluesky(root):
    author = {"did": "did:plc:1", "handle": "ada.example"}

    def entry(n, embed, **more):
        uri = f"at://did:plc:1/app.bsky.feed.post/r{n}"
        record = {"text": "Ada at sea", "createdAt": "2020-01-02T03:04:05.000Z"}
        post = {"uri": uri, "author": author, "record": record, "embed": embed}
        return {"post": post, **more}

    def picture(n):
        return {"fullsize": f"{root}/{n}.jpg", "thumb": f"{root}/s{n}.jpg", "alt": "me"}

    def posts(handler):
        cursor = parse_qs(urlsplit(handler.path).query).get("cursor")
        if cursor is None:
            feed = [
                entry(1, {"$type": "app.bsky.embed.images#view", "images": [picture(1)]}),
                entry(2, {"$type": "app.bsky.embed.video#view", "thumbnail": f"{root}/2.jpg"}),
                entry(9, {"images": [picture(9)]}, reason={"by": {"handle": "bo"}}),
            ]
            handler.answer(as_json({"feed": feed, "cursor": "next"}))
        else:
            media = {"images": [picture(3)]}
            quoting = {"$type": "app.bsky.embed.recordWithMedia#view", "media": media}
            handler.answer(as_json({"feed": [entry(3, quoting)]}))

    return {
        "/xrpc/app.bsky.actor.getProfile": as_json(
            {**author, "displayName": "Ada", "avatar": f"{root}/avatar.jpg"}
        ),
        "/xrpc/app.bsky.feed.getAuthorFeed": posts,
        **{f"/{n}.jpg": jpeg(JPEG + bytes([n])) for n in (1, 2, 3, 9)},
        "/avatar.jpg": jpeg(JPEG + b"avatar"),
    }
