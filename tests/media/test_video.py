"""Videos made here, of which it is known who is in view when."""

import io
import struct
import sys

import numpy as np
import pytest
from PIL import Image

from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.media import video
from exposure_app.media.video import Sampling, frames
from tests.media.videos import RATE, video_bytes
from tests.pictures import coffee, gravel, portrait

URL = "file:///a.mp4"
THREE = [(coffee(), 3 * RATE), (portrait(), 2 * RATE), (gravel(), 3 * RATE)]
KINDS = [
    pytest.param({}, id="whole frames where the encoder likes them"),
    pytest.param({"g": 25}, id="a whole frame a second, as phones do"),
    pytest.param({"g": 10_000, "sc_threshold": 0}, id="one whole frame in all"),
    pytest.param({"bf": 3, "g": 25}, id="frames out of order"),
    pytest.param({"codec": "libx265", "x265-params": "log-level=0"}, id="HEVC"),
    pytest.param({"codec": "mpeg4"}, id="MPEG-4 part 2"),
    pytest.param({"codec": "mpeg2video", "form": "mpegts"}, id="a transport stream"),
    pytest.param({"codec": "mpeg2video", "form": "mpeg"}, id="a program stream"),
    pytest.param({"codec": "mjpeg", "form": "avi"}, id="nothing but whole frames"),
    pytest.param({"form": "matroska"}, id="Matroska"),
    pytest.param(
        {"codec": "libvpx-vp9", "form": "webm", "deadline": "realtime", "cpu-used": 8}, id="WebM"
    ),
    pytest.param({"codec": "libsvtav1", "preset": 12, "svtav1-params": "lp=1"}, id="AV1"),
]


def seen(body, sampling=video.DEFAULT):
    return [(facts["seconds"], pixels) for facts, pixels in frames(io.BytesIO(body), URL, sampling)]


def shows(pixels, picture):
    expected = np.asarray(picture.convert("RGB").resize(pixels.shape[1::-1]), int)
    return np.abs(pixels.astype(int) - expected).mean() < 22


@pytest.mark.parametrize("kind", KINDS)
def test_every_scene_of_a_second_and_more_is_met_while_it_is_in_view(kind):
    found = seen(video_bytes(THREE, **kind))
    for picture, begin, end in ((coffee(), 0, 3), (portrait(), 3, 5), (gravel(), 5, 8)):
        times = [seconds for seconds, pixels in found if shows(pixels, picture)]
        assert times
        # Streams without a beginning of their own may count from their first packet.
        assert all(begin - 0.6 <= one <= end + 0.6 for one in times), times
    assert sorted(seconds for seconds, _ in found) == [seconds for seconds, _ in found]
    assert found[0][0] == 0


@pytest.mark.parametrize("noise", [0, 5])
def test_a_scene_that_does_not_change_is_shown_every_few_seconds_only(noise):
    times = [one for one, _ in seen(video_bytes([(gravel(), 12 * RATE)], g=25, noise=noise))]
    assert 3 <= len(times) <= 4
    assert min(np.diff(times)) >= 4


def test_somebody_who_walks_into_a_corner_of_the_scene_is_news():
    joined = gravel().resize((320, 240))
    joined.paste(portrait().resize((64, 64)), (240, 20))
    times = [one for one, _ in seen(video_bytes([(gravel(), 50), (joined, 50)], g=25))]
    assert any(2 <= one <= 3.2 for one in times)


def test_a_pace_that_varies_keeps_its_times():
    times = [number * 0.04 for number in range(50)] + [5 + number * 0.5 for number in range(10)]
    found = seen(video_bytes([(coffee(), 50), (portrait(), 10)], times=times, g=5))
    assert all(one >= 5 for one, pixels in found if shows(pixels, portrait()))
    assert any(shows(pixels, portrait()) for _, pixels in found)


def test_a_long_video_is_reached_to_its_end_with_frames_farther_apart():
    scenes = [(coffee(), RATE), (portrait(), RATE)] * 10
    few = Sampling(max_frames=8)
    times = [one for one, _ in seen(video_bytes(scenes, g=25), few)]
    assert 4 <= len(times) <= 8
    assert times[-1] > 14


def test_every_frame_is_there_for_who_asks_for_all():
    assert len(seen(video_bytes(THREE), Sampling(every_frame=True))) == 8 * RATE


@pytest.mark.parametrize(
    ("matrix", "turns"),
    [((0, 1, -1, 0), 3), ((-1, 0, 0, -1), 2), ((0, -1, 1, 0), 1)],
    ids=["90", "180", "270"],
)
def test_a_phone_that_was_held_sideways_is_put_upright(matrix, turns):
    body = bytearray(video_bytes([(portrait(), 10)]))
    # ISO/IEC 14496-12, 8.3.2: the matrix follows 40 bytes into a version 0 track header.
    at = body.index(b"tkhd") + 4 + 40
    a, b, c, d = (one * 0x10000 for one in matrix)
    struct.pack_into(">9i", body, at, a, b, 0, c, d, 0, 0, 0, 0x40000000)
    upright = Image.fromarray(np.rot90(np.asarray(portrait().resize((320, 240))), turns))
    [(_, pixels)] = seen(bytes(body))
    assert pixels.shape[1::-1] == upright.size
    assert shows(pixels, upright)


def test_pixels_that_are_not_square_are_made_so():
    [(_, pixels)] = seen(video_bytes([(portrait(), 5)], size=(240, 240), aspect=2))
    assert pixels.shape[:2] == (240, 480)


def test_a_frame_larger_than_is_looked_at_is_reduced():
    [(_, pixels)] = seen(video_bytes([(portrait(), 2)], size=(3840, 2160), preset="ultrafast"))
    assert pixels.shape == (1080, 1920, 3)


def reason(body):
    with pytest.raises(errors.GapError) as caught:
        seen(body)
    assert caught.value.url == URL
    return caught.value


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_file_that_was_not_copied_to_its_end_says_so(share):
    whole = video_bytes(THREE)
    assert reason(whole[: int(len(whole) * share)]).detail == "damaged"


def test_what_can_be_seen_of_one_cut_short_is_seen_before_it_says_so():
    whole = video_bytes(THREE, g=25, form="matroska")
    met = []

    def watch():
        for facts, _ in frames(io.BytesIO(whole[: len(whole) // 2]), URL):
            met.append(facts["seconds"])

    with pytest.raises(errors.Unreadable, match="damaged"):
        watch()
    assert met
    assert met[-1] < 7


def test_a_video_without_a_frame_is_empty():
    assert reason(_sound_alone()).detail == "empty"


def _sound_alone():
    import av

    body = io.BytesIO()
    with av.open(body, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=8000)
        samples = np.zeros((1, 1024), np.float32)
        sound = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        sound.sample_rate, sound.pts = 8000, 0
        container.mux([*stream.encode(sound), *stream.encode()])
    return body.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"#EXTM3U\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"%PDF-1.7",
    ],
    ids=["nothing", "a playlist", "a list of files", "a document"],
)
def test_what_is_no_video_is_not_taken_for_one(body):
    assert isinstance(reason(body), errors.NotAnImage)


def test_bytes_that_only_begin_like_a_video_are_damaged():
    assert reason(video_bytes(THREE)[:40] + bytes(4000)).detail == "damaged"


def test_a_frame_that_claims_too_many_pixels_is_not_decoded(monkeypatch):
    monkeypatch.setattr(video, "MAX_PIXELS", 320 * 240 - 1)
    assert reason(video_bytes(THREE)).reason is GapReason.TOO_MANY_PIXELS


def test_without_its_part_a_video_says_which_one_it_needs(monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    assert reason(video_bytes([(portrait(), 2)])).detail == "needs the part video"


def test_a_reader_can_be_tried_before_a_file_comes(monkeypatch):
    video.warm_up()
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(errors.PartMissing):
        video.warm_up()
