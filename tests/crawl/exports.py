"""Data exports as the services write them, in small."""

import json
import zipfile

from tests.crawl.crawling import JPEG

ADA = "Ada Müller"
TAKEN = 1_577_934_245  # 2020-01-02T03:04:05Z


def as_meta_writes(text):
    """Each byte of UTF-8 as if it were a character."""
    return text.encode().decode("latin-1")


def facebook(root="your_activity_across_facebook/"):
    """Posts as exports have them since 2023; before, they stood right at the top."""
    post = {
        "timestamp": TAKEN,
        "title": as_meta_writes(f"{ADA} added a new photo."),
        "data": [{"post": as_meta_writes("Am Meer ☀")}, {"update_timestamp": TAKEN}],
        "tags": [{"name": as_meta_writes("Bo Çelik")}],
        "attachments": [{"data": [
            {"media": {
                "uri": f"{root}posts/media/sea/1.jpg",
                "creation_timestamp": TAKEN,
                "title": "",
                "media_metadata": {"photo_metadata": {"exif_data": [
                    {"upload_ip": "192.0.2.1", "taken_timestamp": TAKEN,
                     "latitude": 50.95, "longitude": 1.85},
                ]}},
            }},
            {"place": {"name": "Calais", "coordinate": {"latitude": 50.9, "longitude": 1.8}}},
        ]}],
    }  # fmt: skip
    album = {
        "name": as_meta_writes("Été"),
        "photos": [{"uri": f"{root}posts/media/album/2.jpg", "creation_timestamp": TAKEN,
                    "description": as_meta_writes("à deux")}],
    }  # fmt: skip
    message = {
        "sender_name": as_meta_writes(ADA),
        "timestamp_ms": TAKEN * 1000,
        "content": "look",
        "photos": [{"uri": "messages/photos/3.jpg"}],
    }
    return {
        f"{root}posts/your_posts_1.json": json.dumps([post]),
        f"{root}posts/album/0.json": json.dumps(album),
        f"{root}messages/inbox/bo/message_1.json": json.dumps({"messages": [message]}),
        f"{root}posts/media/sea/1.jpg": JPEG + b"1",
        f"{root}posts/media/album/2.jpg": JPEG + b"2",
        f"{root}messages/photos/3.jpg": JPEG + b"3",
    }


def instagram():
    carousel = {"title": as_meta_writes("Zu zweit"), "creation_timestamp": TAKEN,
                "media": [{"uri": f"media/posts/202001/{n}.jpg", "creation_timestamp": TAKEN,
                           "title": ""} for n in (1, 2)]}  # fmt: skip
    labelled = {
        "media": [{"uri": "media/stories/3.jpg"}],
        "label_values": [{"label": "Caption", "value": as_meta_writes("früh")}],
    }
    return {
        "your_instagram_activity/media/posts_1.json": json.dumps([carousel, labelled]),
        **{f"media/posts/202001/{n}.jpg": JPEG + bytes([n]) for n in (1, 2)},
        "media/stories/3.jpg": JPEG + b"3",
    }


def sidecar(title, **more):
    return json.dumps({
        "title": title, "description": "", "imageViews": "1",
        "photoTakenTime": {"timestamp": str(TAKEN), "formatted": "Jan 2, 2020, 3:04:05 AM UTC"},
        "geoData": {"latitude": 50.95, "longitude": 1.85, "altitude": 0.0},
        "people": [{"name": "Bo"}], **more,
    })  # fmt: skip


def takeout():
    folder = "Takeout/Google Photos/Sea/"
    long = "a_photograph_with_a_rather_long_name_of_47_char"
    return {
        f"{folder}metadata.json": json.dumps({
            "title": "Sea", "description": "", "access": "protected",
            "date": {"timestamp": str(TAKEN)}, "geoData": {"latitude": 0.0, "longitude": 0.0}}),
        f"{folder}a.jpg": JPEG + b"a",
        f"{folder}a.jpg.json": sidecar("a.jpg", description="old style"),
        f"{folder}a(1).jpg": JPEG + b"a1",
        f"{folder}a.jpg(1).json": sidecar("a.jpg", description="the second"),
        f"{folder}b.jpg": JPEG + b"b",
        f"{folder}b.jpg.supplemental-metadata.json": sidecar("b.jpg", description="new style"),
        f"{folder}b-edited.jpg": JPEG + b"be",
        f"{folder}b(1).jpg": JPEG + b"b1",
        f"{folder}b.jpg.supplemental-metadata(1).json": sidecar("b.jpg", description="b 2"),
        f"{folder}IMG_20200102_030405_BURST001.jpg": JPEG + b"i",
        f"{folder}IMG_20200102_030405_BURST001.jpg.supplemen.json": sidecar(
            "IMG_20200102_030405_BURST001.jpg", description="cut name"),
        f"{folder}{long}.jpg": JPEG + b"l",
        f"{folder}{long[:46]}.json": sidecar(f"{long}_and_more.jpg", description="cut twice"),
        f"{folder}it_s.jpg": JPEG + b"s",
        f"{folder}it_s.jpg.json": sidecar("it's.jpg", description="nowhere",
                                          geoData={"latitude": 0.0, "longitude": 0.0}),
    }  # fmt: skip


def x():
    tweet = {
        "id_str": "123", "full_text": "Ada &amp; Bo https://t.co/x",
        "created_at": "Thu Jan 02 03:04:05 +0000 2020",
        "entities": {"user_mentions": [{"name": "Bo", "screen_name": "bo"}]},
        "extended_entities": {"media": [
            {"media_url_https": "https://pbs.twimg.com/media/AbC-d.jpg", "ext_alt_text": "a boat"}
        ]},
        "coordinates": {"type": "Point", "coordinates": ["1.85", "50.95"]},
        "place": {"full_name": "Calais, France"},
    }  # fmt: skip
    message = {"messageCreate": {"id": "456", "text": "look", "senderId": "1",
                                 "createdAt": "2020-01-02T03:04:05.000Z"}}  # fmt: skip
    talk = [{"dmConversation": {"messages": [message]}}]
    return {
        "data/tweets.js": f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet}])}",
        "data/direct-messages.js": f"window.YTD.direct_messages.part0 = {json.dumps(talk)}",
        "data/tweets_media/123-AbC-d.jpg": JPEG + b"1",
        "data/direct_messages_media/456-Ef.jpg": JPEG + b"2",
        "assets/js/runtime.js": "window.YTD = function () {}",
    }


def linkedin():
    return {
        "Shares.csv": (
            "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n"
            '2020-01-02 03:04:05,https://www.linkedin.com/feed/1,"At ""sea""\nwith Bo",,'
            "https://media.licdn.com/dms/image/v2/1.jpg?e=1,MEMBER_NETWORK\r\n"
            "2020-01-03 00:00:00,https://www.linkedin.com/feed/2,no picture,,,ANYONE\r\n"
        ),
        "Rich_Media.csv": (
            "Notes:\r\nwhat follows are links\r\nDate/Time,Media Description,Media Link\r\n"
            "2020-01-02 03:04:05,My portrait,https://media.licdn.com/dms/image/v2/me.jpg\r\n"
        ),
        "Articles/Articles/one.html": "<title>One</title><img src='one.jpg' alt='Ada'>",
        "Articles/Articles/one.jpg": JPEG + b"1",
        "media/me.jpg": JPEG + b"2",
    }


def mastodon_archive():
    """An archive of a service that no reader here is about."""
    note = {"type": "Create", "published": "2020-01-02T03:04:05Z", "object": {
        "type": "Note", "content": "<p>At &quot;sea&quot;</p>", "published": "2020-01-02T03:04:05Z",
        "attachment": [{"type": "Document", "mediaType": "image/jpeg", "alt": "a boat",
                        "url": "/media_attachments/files/1/original/1.jpg"}]}}  # fmt: skip
    return {
        "outbox.json": json.dumps({"orderedItems": [note]}),
        "media_attachments/files/1/original/1.jpg": JPEG,
    }


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path
