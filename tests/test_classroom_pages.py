"""The addresses of the classroom: what they answer, what they refuse, and what they never send."""

import asyncio
import html
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from browsers import served
from playing import entered
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from experiments import classroom, connections, named, serving, truces
from sim import design
from sim.cache import ROOT
from sim.classroom import pages
from sim.classroom.playing import (
    attempts,
    debrief,
    handout,
    room,
    routes,
    session,
    setting,
    store,
    views,
    watching,
)
from sim.classroom.playing.setting import MOST_PEOPLE, PLAYING, Setting
from sim.refusals import PremiseError
from tests.quality import confined

ADDRESS = "http://192.168.1.5:8080/"


@pytest.fixture
def held(tmp_path):
    """A session of its own."""
    kept = store.Store(tmp_path / "room.sqlite")
    found = session.Session(named.found, Setting(day_seconds=3600), kept)
    yield found
    kept.close()


@pytest.fixture
def client(held):
    """The classroom as a browser meets it."""
    described = truces.described()
    made = routes.app(held, ADDRESS, described, named.found, named.beside)
    with TestClient(made, raise_server_exceptions=False) as found:
        yield found


def joined(client, held, name="Ann", seat=None):
    """The token of somebody who joins, and sits down."""
    answer = client.post("/join.json", json={"code": held.code, "name": name})
    token = answer.json()["token"]
    if seat:
        acted(client, token, "take", table=0, seat=seat)
    return token


def acted(client, token, what, /, **rest):
    """An action that is done."""
    answer = client.post("/do.json", json={"do": what, "by": token, **rest})
    assert answer.status_code == 200, answer.text
    return answer


def seen(client, given):
    """The first view of a socket."""
    with client.websocket_connect("/watch") as socket:
        socket.send_json(given)
        return socket.receive_json()


def test_the_menu_of_scenarios_has_their_titles_and_no_keys_of_sources(client):
    page = client.get("/teach").text
    menu = page.partition('<select name="scenario">')[2].partition("</select")[0]
    texts = [html.unescape(text) for text in re.findall(r"<option[^>]*>(.*?)</option>", menu)]

    assert texts == [named.found(name).title for name in truces.names()]
    assert not re.search(r"J25|Report2025|_", " ".join(texts))


@pytest.mark.parametrize("path", ["/", "/play", "/teach", "/wall"])
def test_pages_ask_no_other_machine_and_hold_no_script(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert not re.search(r"<script(?![^>]* src=)", answer.text)
    assert not re.search(r"\son\w+=|\sstyle=", answer.text)
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_no_page_holds_the_code_or_the_teachers_key(client, held):
    for path in ("/", "/play", "/teach", "/wall", "/qr.svg"):
        text = client.get(path).text
        assert held.code not in text
        assert held.room.teacher not in text


def test_the_screen_shows_the_address_and_its_qr_code(client):
    assert ADDRESS in client.get("/wall").text
    qr = client.get("/qr.svg")
    assert qr.headers["content-type"] == "image/svg+xml"
    assert b"<path" in qr.content


@pytest.mark.parametrize(
    "given", [{"code": "WRONG", "name": "Ann"}, {"name": "Ann"}, {"code": 5, "name": "Ann"}]
)
def test_a_wrong_code_is_refused_in_a_sentence(client, held, given):
    answer = client.post("/join.json", json=given)
    assert answer.status_code == 400
    assert "not the code" in answer.json()["error"]
    assert held.room.people == {}


class Hand:
    """A clock that is turned by hand."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def hand(client):
    """The clock by which attempts are forgiven."""
    found = Hand()
    client.app.state.wrong_codes.now = client.app.state.joins.now = found
    return found


def tried(client, code, name="Ann"):
    """What comes of joining with a code."""
    return client.post("/join.json", json={"code": code, "name": name})


def test_who_guesses_at_the_code_has_to_wait_and_is_told_so(client, held, hand):
    most, seconds = routes.WRONG_CODES
    statuses = [tried(client, "WRONG").status_code for _ in range(most + 1)]
    assert statuses == [400] * most + [429]
    answer = tried(client, held.code)
    assert answer.status_code == 429
    assert answer.json() == {
        "error": "Too many wrong codes came from your network; wait a minute, then try again."
    }
    assert held.room.people == {}
    hand.now += seconds / most
    assert tried(client, held.code).status_code == 200


def test_the_qr_code_is_no_way_to_guess_past_the_limit(client, held, hand):
    plain = client.get("/qr.svg").content
    for _ in range(routes.WRONG_CODES[0]):
        assert client.get("/qr.svg?code=WRONG").content == plain
    assert client.get(f"/qr.svg?code={held.code}").content == plain
    assert tried(client, held.code).status_code == 429


def test_a_class_behind_one_address_joins_at_once_and_mistypes_as_classes_do(client, held, hand):
    for number in range(30):
        assert tried(client, "WRONG").status_code == 400
        assert tried(client, held.code, f"Student {number}").status_code == 200
    assert len(held.room.people) == 30


def test_one_address_does_not_fill_the_room(client, held, hand):
    most, seconds = routes.JOINS
    assert 2 * most <= MOST_PEOPLE
    for number in range(most):
        assert tried(client, held.code, f"Student {number}").status_code == 200
    answer = tried(client, held.code)
    assert answer.status_code == 429
    assert "too many have joined from your network" in answer.json()["error"].lower()
    hand.now += seconds
    assert tried(client, held.code).status_code == 200


def test_attempts_are_counted_by_whose_they_are_and_no_more_are_kept_than_said():
    hand = Hand()
    found = attempts.Attempts(2, 10.0, "Wait.", hand)
    for _ in range(2):
        found.note("10.0.0.1")
    assert not found.allows("10.0.0.1")
    assert found.allows("10.0.0.2")
    for number in range(attempts.MOST_KEPT):
        found.note(f"else {number}")
    assert len(found.made) == attempts.MOST_KEPT
    assert found.allows("10.0.0.1")


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:2", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_of_ipv6_counts_as_one(host, counted):
    assert attempts.counted_as(SimpleNamespace(host=host)) == counted
    assert attempts.counted_as(None) == ""


def test_a_student_who_does_too_much_at_once_waits_and_others_do_not(client, held, hand):
    client.app.state.acts.now = hand
    most, seconds = routes.ACTS
    ann, bo = joined(client, held), joined(client, held, "Bo")

    def watches(token):
        given = {"do": "watch", "by": token, "table": 0}
        return client.post("/do.json", json=given)

    for _ in range(most):
        assert watches(ann).status_code == 200
    answer, log = watches(ann), len(held.room.log)
    assert answer.status_code == 429
    assert "too much at once; wait a moment" in answer.json()["error"]
    assert len(held.room.log) == log
    assert watches(bo).status_code == 200
    for _ in range(2 * most):
        acted(client, held.room.teacher, "hush")
    hand.now += seconds / most
    assert watches(ann).status_code == 200


def test_of_too_many_pages_of_one_person_the_oldest_gives_way(client, held, monkeypatch):
    monkeypatch.setattr(watching, "MOST_PAGES", 2)
    ann, bo = joined(client, held), joined(client, held, "Bo")
    with ExitStack() as pages_open:
        opened = []
        for token in (bo, ann, ann, ann):
            socket = pages_open.enter_context(client.websocket_connect("/watch"))
            socket.send_json({"by": token})
            assert socket.receive_json()["me"]
            opened.append(socket)
        assert "too many pages" in opened[1].receive_json()["lost"]
        acted(client, held.room.teacher, "broadcast", text="hello")
        for socket in (opened[0], opened[2], opened[3]):
            assert socket.receive_json()["messages"]
    assert client.app.state.watching == {}


def test_who_says_too_much_on_a_socket_is_cut_off(client, held):
    with client.websocket_connect("/watch") as socket:
        socket.send_json({"by": held.screen})
        socket.receive_json()
        for _ in range(watching.MOST_WORDS):
            socket.send_text("x")
        with pytest.raises(WebSocketDisconnect) as told:
            socket.receive_json()
    assert told.value.code == pages.POLICY


FOREIGN = ["http://elsewhere.example", "http://testserver:81", "http://", "null"]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_from_elsewhere_may_not_watch(client, held, origin):
    with (
        pytest.raises(WebSocketDisconnect) as told,
        client.websocket_connect("/watch", headers={"origin": origin}),
    ):
        pass
    assert told.value.code == pages.POLICY
    with client.websocket_connect("/watch", headers={"origin": "http://testserver"}) as socket:
        socket.send_json({"by": held.screen})
        assert "tables" in socket.receive_json()


@pytest.mark.parametrize("origin", FOREIGN[:-1])
def test_a_page_from_elsewhere_may_not_act(client, held, origin):
    given = {"code": held.code, "name": "Ann"}
    answer = client.post("/join.json", json=given, headers={"origin": origin})
    assert (answer.status_code, answer.json()) == (403, {"error": pages.SENTENCES[403]})
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert held.room.people == {}
    forwarded = {"origin": "http://a.b", "x-forwarded-host": "a.b"}
    assert client.post("/join.json", json=given, headers=forwarded).status_code == 403
    own = {"origin": "http://TESTSERVER"}
    assert client.post("/join.json", json=given, headers=own).status_code == 200


OWN_HOSTS = [
    "127.0.0.1:8080", "192.168.1.5", "[::1]:8080", "[::1]", "localhost:8080", "LOCALHOST.",
    socket.gethostname(), "class.example:8080",
]  # fmt: skip


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_this_machine_is_served_by_its_addresses_and_names(client, host):
    asked = TestClient(pages.OwnHosts(client.app, "class.example"))
    assert asked.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil", "", "1.2.3"])
def test_who_asks_for_another_machine_is_refused_and_reads_nothing(client, host):
    asked = TestClient(pages.OwnHosts(client.app, "0.0.0.0"), raise_server_exceptions=False)
    headers = {"host": host, "origin": f"http://{host}"}
    for path in ("/", "/run.json?runs=20", "/static/base.css"):
        answer = asked.get(path, headers=headers)
        assert answer.status_code == 400
        assert "not served under that name" in answer.text
        assert "default-src 'self'" in answer.headers["content-security-policy"]
    with (
        pytest.raises(WebSocketDisconnect) as told,
        asked.websocket_connect("/watch", headers=headers),
    ):
        pass
    assert told.value.code == pages.POLICY


def test_what_is_served_goes_by_the_address_of_who_asks_and_not_by_what_is_said_of_it():
    async def whose(scope, receive, send):
        await PlainTextResponse(scope["client"][0])(scope, receive, send)

    with served(whose) as address:
        request = urllib.request.Request(address, headers={"x-forwarded-for": "10.9.8.7"})
        with urllib.request.urlopen(request) as answer:
            assert answer.read() == b"127.0.0.1"
        request = urllib.request.Request(address, headers={"host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(request)


def test_a_socket_that_says_nothing_is_closed(client, monkeypatch):
    monkeypatch.setattr(watching, "FIRST_WORDS", 0.05)
    with client.websocket_connect("/watch") as socket, pytest.raises(WebSocketDisconnect):
        socket.receive_json()


@pytest.mark.parametrize("words", [b"\x00\xff", "{", ""])
def test_a_socket_whose_first_words_are_none_of_ours_is_closed_with_a_code(client, words):
    with client.websocket_connect("/watch") as socket:
        (socket.send_bytes if isinstance(words, bytes) else socket.send_text)(words)
        with pytest.raises(WebSocketDisconnect) as told:
            socket.receive_json()
    assert told.value.code == pages.POLICY


def test_what_a_socket_says_later_is_left_unheard(client, held, caplog):
    with client.websocket_connect("/watch") as socket:
        socket.send_json({"by": held.screen})
        assert socket.receive_json()["taken"] == [0]
        socket.send_bytes(b"\x00\xff")
        socket.send_text("{")
        joined(client, held, seat="party:israel")
        while socket.receive_json()["taken"] == [0]:
            pass
    assert caplog.records == []


@pytest.mark.parametrize("path", ["/do.json", "/join.json", "/sheet", "/debrief"])
def test_an_address_that_only_takes_what_is_sent_says_so(client, path):
    answer = client.get(path)
    assert answer.status_code == 405
    assert "only takes what a page sends" in answer.text
    assert "only for reading" in client.post("/teach").text


@pytest.mark.parametrize("text", ["", "[1]", "{", '"x"', "x" * 30_000, '{"do": "start"}', "{}"])
def test_what_is_no_action_is_refused_in_a_sentence(client, text):
    answer = client.post("/do.json", content=text, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "given",
    [{"do": "arrange", "scenario": "\ud800"}, {"do": "inject", "key": "x", "value": "\udfff"}],
)
def test_half_a_letter_is_refused_in_a_sentence(client, held, given):
    answer = client.post("/do.json", content=json.dumps({"by": held.room.teacher, **given}))
    assert (answer.status_code, answer.json()) == (400, {"error": "It takes plain data as JSON."})


def test_nobody_joins_past_the_code(client, held):
    answer = client.post("/do.json", json={"do": "join", "by": "own token", "name": "Eve"})
    assert answer.status_code == 400
    assert held.room.people == {}


def test_two_who_want_one_seat_get_it_once(client, held):
    first, second = joined(client, held), joined(client, held, "Bo")
    answers = [
        client.post(
            "/do.json", json={"do": "take", "by": token, "table": 0, "seat": "party:israel"}
        )
        for token in (first, second)
    ]
    assert [answer.status_code for answer in answers] == [200, 400]
    assert "taken" in answers[1].json()["error"]


def test_a_move_of_one_is_seen_by_another(client, held):
    token = joined(client, held)
    with client.websocket_connect("/watch") as socket:
        socket.send_json({"by": held.screen})
        assert socket.receive_json()["taken"] == [0]
        acted(client, token, "take", table=0, seat="party:israel")
        assert socket.receive_json()["taken"] == [1]


def test_a_socket_without_a_token_sees_nothing(client):
    for given in ({}, {"by": "nobody"}, {"by": None}, {"wall": True}, []):
        assert set(seen(client, given)) == {"lost"}


def test_who_is_shown_out_is_told_so(client, held):
    token = joined(client, held)
    with client.websocket_connect("/watch") as socket:
        socket.send_json({"by": token})
        assert socket.receive_json()["me"]["name"] == "Ann"
        acted(client, held.room.teacher, "remove", person=token)
        assert "not in this room" in socket.receive_json()["lost"]


def test_the_teacher_sees_people_and_the_code_and_students_do_not(client, held):
    token = joined(client, held, seat="party:israel")
    teacher = seen(client, {"by": held.room.teacher})
    assert teacher["code"] == held.code
    assert teacher["people"][0]["name"] == "Ann"
    student = json.dumps(seen(client, {"by": token}))
    assert held.code not in student
    assert held.room.teacher not in student
    assert token not in student


def test_a_sheet_is_for_its_own_seat(client, held):
    token = joined(client, held, seat="party:hamas")
    answer = client.post("/sheet", json={"by": token})
    assert "Hamas, one of the two parties" in answer.text
    watcher = joined(client, held, "Wim")
    refused = client.post("/sheet", json={"by": watcher})
    assert refused.status_code == 400
    assert "no seat" in refused.json()["error"]


def test_the_class_looks_back_at_its_end_and_not_before(client, held, monkeypatch):
    monkeypatch.setattr(debrief, "RUNS", 40)
    token = joined(client, held, "<i>Zeb</i>", seat="party:israel")
    acted(client, held.room.teacher, "start")
    assert client.post("/debrief", json={"by": token}).status_code == 400
    key = held.key_of(1)
    assert client.get(f"/debrief/1/{key}/handout.html").status_code == 400
    for _ in range(12):
        acted(client, held.room.teacher, "next_day")
    acted(client, held.room.teacher, "finish")
    page = client.post("/debrief", json={"by": token}).text
    assert f"Stopped on day {held.room.tables[0].game.day}" in page
    assert "of 40" in page
    found = set(re.findall(r'(?:src|srcset|href)="(/debrief/[^"]+)"', page))
    assert f"/debrief/1/{key}/figures/table-1-timeline-narrow.svg" in found
    assert f"/debrief/1/{key}/tables.csv" in found
    for path in found:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Zeb" not in answer.text
        assert client.get(path.replace(key, held.key_of(2))).status_code == 404
        assert client.get(path.replace(f"{key}/", "")).status_code == 404
    assert client.get(f"/debrief/1/{key}/handout.pdf").content.startswith(b"%PDF")
    assert client.get(f"/debrief/2/{held.key_of(2)}/handout.pdf").status_code == 404
    assert client.get(f"/debrief/1/{key}/room.sqlite").status_code == 404


def test_a_round_before_this_one_is_looked_back_on_after_a_restart(tmp_path, monkeypatch):
    monkeypatch.setattr(debrief, "RUNS", 40)
    path = tmp_path / "room.sqlite"
    plays = Setting(day_seconds=3600)
    first = session.Session(named.found, plays, store.Store(path))
    for what in ("start", "next_day", "finish", "new_round", "start"):
        first.do({"do": what, "by": first.room.teacher})
    first.store.close()
    kept = store.Store(path)
    again = session.Session(named.found, plays, kept)
    described = truces.described()
    with TestClient(routes.app(again, ADDRESS, described, named.found, named.beside)) as client:
        by = again.room.teacher
        page = client.post("/debrief", json={"by": by, "round": 1})
        assert "Stopped on day 2" in page.text
        (key, *_) = (one["key"] for one in again.view(by)["rounds"])
        assert key == first.key_of(1)
        assert f"/debrief/1/{key}/handout.pdf" in page.text
        assert client.get(f"/debrief/1/{key}/tables.csv").status_code == 200
        assert client.post("/debrief", json={"by": by}).status_code == 400
        for number in (0, 2, 3, True, "1", None):
            assert client.post("/debrief", json={"by": by, "round": number}).status_code == 400
        assert client.get(f"/debrief/2/{again.key_of(2)}/tables.csv").status_code == 400
        assert client.get(f"/debrief/3/{again.key_of(3)}/tables.csv").status_code == 404
    kept.close()


def test_what_a_table_brought_stands_beside_the_simulated_classes(january):
    found = room.Room(lambda *_: january, Setting(), "teacher")
    found.do({"do": "start", "by": "teacher"})
    while not found.is_over:
        found.do({"do": "next_day", "by": "teacher"})
    looked = debrief.of_table(found.tables[0], runs=60)
    days = looked.rows[0]
    assert days.what == "Return to fighting"
    assert days.here == days.agents
    assert all(row.here == row.agents for row in looked.rows)
    assert looked.decisions == 0
    assert looked.choices == ()
    assert all(0 <= held <= of == debrief.BRANCHES for _, held, of in looked.branches)


@pytest.mark.parametrize(
    ("argument", "word"),
    [
        ("scenario=january_2052", "january_2025"),
        ("names=invented", "fictional"),
        ("tables=0", "1"),
        ("port=99999", "65535"),
        ("host=nowhere.invalid", "host"),
        ("chairs=4", "chairs"),
        ("out=/dev/null/class", "out: '/dev/null/class' cannot be written"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    argument, word, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    port = [] if argument.startswith("port=") else ["port=0"]  # another may have the usual one
    assert entered(["experiments.classroom", argument, *port]) == 2
    told = capsys.readouterr()
    assert word in told.out + told.err
    assert list(tmp_path.iterdir()) == []


def served_without_a_server(monkeypatch, *given):
    """A classroom as the command makes it, which is not served; the app and what is printed."""
    made = []
    monkeypatch.setattr(connections.Server, "run", lambda server, sockets: made.append(server))
    assert entered(["experiments.classroom", "port=0", *given]) == 0
    return made[0].config.app


def test_a_class_on_this_machine_alone_says_so_and_what_to_type(tmp_path, monkeypatch, capsys):
    app = served_without_a_server(monkeypatch, f"out={tmp_path / 'a class'}")
    told = capsys.readouterr().out
    asked = TestClient(app, base_url="http://127.0.0.1")
    shown = html.unescape(asked.get("/teach").text)
    for text in (told, shown):
        assert "No other device can join" in text
        typed = f"python -m experiments.classroom host=0.0.0.0 port=0 out='{tmp_path / 'a class'}'"
        assert typed in text
    assert "No other device can join yet" in asked.get("/wall").text
    assert "nothing is encrypted" not in told


def test_a_class_in_a_network_says_who_can_open_it_and_that_nothing_is_encrypted(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(serving, "in_network", lambda: "10.1.2.3")
    app = served_without_a_server(monkeypatch, f"out={tmp_path}", "host=0.0.0.0")
    told = capsys.readouterr().out
    assert "Students: http://10.1.2.3:" in told
    assert "Every device in the same network can open it, and nothing is encrypted" in told
    assert "hotspot of a telephone" in told
    for path in ("/teach", "/wall"):
        assert "No other device" not in TestClient(app, base_url="http://10.1.2.3").get(path).text


def test_a_class_that_cannot_be_kept_leaves_its_port_to_others(capsys, monkeypatch):
    held, bound = [], serving.bound
    monkeypatch.setattr(serving, "bound", lambda *given: held.append(bound(*given)) or held[-1])
    command = ["experiments.classroom", "out=/dev/null/class", "port=0", "host=127.0.0.1"]
    assert entered(command) == 2
    assert [one.fileno() for one in held] == [-1]


@pytest.mark.skipif(
    os.name != "posix" or bool(confined.without_forbidding()), reason="nothing is forbidden to us"
)
def test_a_class_in_a_folder_that_takes_no_file_is_refused_as_a_run_is(tmp_path):
    (tmp_path / "class").mkdir(mode=0o555)
    command = [sys.executable, "-m", "experiments.classroom", "out=class", "port=0"]
    done = subprocess.run(
        [*confined.forbidding(), *command],
        capture_output=True, text=True, cwd=tmp_path, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    told = "out: 'class' cannot be written (permission denied); it takes a folder that can be made"
    assert (done.returncode, done.stderr) == (2, f"{told}\n")
    assert list((tmp_path / "class").iterdir()) == []


def test_another_class_keeps_the_one_before_and_says_how_it_is_opened_again(tmp_path, capsys):
    first = classroom.file_in(tmp_path / "class", new=False)
    first.write_text("a class")
    again = classroom.file_in(tmp_path / "class", new=True)
    assert again == first
    assert not again.exists()
    older = tmp_path / "class" / "room-1.sqlite"
    assert older.read_text() == "a class"
    told = capsys.readouterr().out
    assert f"kept in {older}; as room.sqlite in another folder, out= opens it" in told


def test_a_damaged_class_ends_the_command_with_one_sentence(tmp_path, capsys):
    store.Store(tmp_path / "room.sqlite").close()
    with sqlite3.connect(tmp_path / "room.sqlite") as file:
        file.execute("insert into kept values ('code', '[')")
    file.close()
    assert entered(["experiments.classroom", f"out={tmp_path}", "port=0", "host=127.0.0.1"]) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"{tmp_path / 'room.sqlite'}: the file of the class is damaged")


def test_another_class_does_not_begin_while_a_server_has_the_one_before_open(tmp_path):
    kept = store.Store(classroom.file_in(tmp_path, new=False))
    with pytest.raises(PremiseError, match="another server has it open"):
        classroom.file_in(tmp_path, new=True)
    assert [path.name for path in tmp_path.glob("*.sqlite")] == ["room.sqlite"]
    kept.close()


def test_what_a_server_that_broke_off_left_half_written_goes_to_no_other_class(tmp_path):
    path = classroom.file_in(tmp_path / "class", new=False)
    store.Store(path).close()
    writes = (
        "import os, sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "file.execute('pragma cache_size = 1'); file.execute('begin immediate');"
        "[file.execute('insert into actions (a) values (?)', ('x' * 4000,)) for _ in range(50)];"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", writes, str(path)], check=False)
    assert path.with_name("room.sqlite-journal").exists()
    classroom.file_in(tmp_path / "class", new=True)
    assert [one.name for one in path.parent.iterdir()] == ["room-1.sqlite"]
    older = store.Store(path.parent / "room-1.sqlite")
    assert older.actions() == []
    older.close()


def test_the_qr_code_holds_the_rooms_code_for_those_who_know_it(client, held):
    plain = client.get("/qr.svg").content
    assert client.get("/qr.svg?code=WRONG").content == plain
    assert client.get(f"/qr.svg?code={held.code}").content != plain


def test_the_explorer_is_closed_while_the_class_plays_and_has_the_names_of_the_class(client, held):
    assert "Israel" in client.get("/explore").text
    acted(client, held.room.teacher, "arrange", names="fictional")
    shown = client.get("/explore").text
    assert "Korvia" in shown
    assert "Israel" not in shown
    acted(client, held.room.teacher, "start")
    for path in ("/explore", "/run.json", "/runs.json?runs=20", "/export/run.csv"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert "closed while the class plays" in answer.text


def test_what_the_explorer_has_yet_to_compute_is_refused_once_the_class_plays(
    client, held, monkeypatch
):
    refused, state = [], client.app.state
    monkeypatch.setattr(state.work, "refuse", lambda: refused.append(held.room.stage))
    monkeypatch.setattr(
        state.drawing, "refuse", lambda what_can_wait: refused.append(what_can_wait)
    )
    acted(client, held.room.teacher, "hush")
    acted(client, held.room.teacher, "start")
    assert refused == [PLAYING, True]


def sent_when_stopped(kind):
    """What a request of a kind is sent that waits when the server stops; raises what it raises."""

    async def never(scope, receive, send):
        await asyncio.sleep(60)

    async def stopped():
        sent, scope = [], {"type": kind, "method": "GET", "path": "/", "headers": []}

        async def send(message):
            sent.append(message)

        waits = asyncio.create_task(pages.Ending(never)(scope, None, send))
        await asyncio.sleep(0.01)
        waits.cancel()
        await waits
        return sent

    with ThreadPoolExecutor(1) as alone:  # a browser of another test may run a loop in this thread
        return alone.submit(asyncio.run, stopped()).result()


def test_who_still_waits_when_the_server_stops_is_told_so():
    head, text = sent_when_stopped("http")
    assert head["status"] == 503
    assert b"has been stopped" in text["body"]
    assert b"content-security-policy" in dict(head["headers"])


def test_a_web_socket_just_ends_when_the_server_stops():
    assert sent_when_stopped("websocket") == []


def test_a_figure_of_the_explorer_has_the_names_of_the_class(client, held):
    path = "/export/phases.svg?runs=20"
    real = client.get(path).text
    assert "Israel" in real
    acted(client, held.room.teacher, "arrange", names="fictional")
    invented = client.get(path).text
    assert "Israel" not in invented
    assert invented != real


def test_a_figure_that_many_ask_for_at_once_is_drawn_once(client, held, monkeypatch):
    monkeypatch.setattr(debrief, "RUNS", 40)
    drawn, draw = [], handout.Picture.drawn

    def slowly(one, width):
        drawn.append(one.name)
        time.sleep(0.1)
        return draw(one, width)

    monkeypatch.setattr(handout.Picture, "drawn", slowly)
    for what in ("start", "next_day", "finish"):
        acted(client, held.room.teacher, what)
    client.post("/debrief", json={"by": held.room.teacher})
    assert drawn == []
    with ThreadPoolExecutor(4) as threads:
        of = f"/debrief/1/{held.key_of(1)}"
        paths = [f"{of}/figures/table-1-timeline.svg"] * 3 + [f"{of}/handout.pdf"]
        answers = list(threads.map(client.get, paths))
    assert [one.status_code for one in answers] == [200] * 4
    assert drawn.count("table-1-timeline") == 1


def test_a_class_that_goes_on_says_what_it_plays_otherwise_than_asked():
    asked = classroom.Settings(tables=4, names="fictional")
    told = list(classroom.otherwise(asked, Setting(tables=2)))
    assert [line.split()[2] for line in told] == ["names=real,", "tables=2,"]
    assert list(classroom.otherwise(classroom.Settings(), Setting())) == []
    assert list(classroom.otherwise(classroom.Settings(), Setting(tables=30))) == []


def test_a_class_is_given_no_scenario_without_a_truce():
    assert classroom.of_truce("january_2025", "real").name == "january_2025"
    with pytest.raises(PremiseError, match="'bilateral' is not allowed; it takes one of"):
        classroom.of_truce("bilateral", "real")


def test_a_seed_of_nought_is_a_seed_and_only_none_is_drawn(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(serving, "serve", lambda *_: None)
    monkeypatch.setattr(setting.secrets, "randbelow", lambda most: 41)
    command = ["experiments.classroom", "port=0", "host=127.0.0.1", f"out={tmp_path}", "new=true"]
    kept = []
    for given in (["seed=0"], []):
        assert entered([*command, *given]) == 0
        file = store.Store(tmp_path / "room.sqlite")
        kept.append(file.kept()["setting"]["seed"])
        file.close()
    assert kept == [0, 42]
    assert entered([*command[:-1], "seed=0"]) == 0
    assert "It plays seed=42, as it began, not 0" in capsys.readouterr().out


def test_all_the_news_of_a_table_is_read_by_who_is_at_it(client, held):
    ann, bo = joined(client, held, seat="party:israel"), joined(client, held, "Bo")
    acted(client, held.room.teacher, "start")
    for _ in range(views.RECENT + 3):
        acted(client, held.room.teacher, "next_day")
    told = client.post("/news", json={"by": ann}).json()
    shown = seen(client, {"by": ann})["table"]["news"]
    assert told[: len(shown)] == shown
    assert [one["day"] for one in told] == list(range(told[0]["day"], 0, -1))
    assert len(told) > len(shown)
    assert client.post("/news", json={"by": bo}).status_code == 400
    assert client.post("/news", json={"by": "nobody"}).status_code == 400


def test_the_teacher_alone_is_told_parameters_and_each_may_be_changed(client, held):
    ann = joined(client, held, seat="party:israel")
    acted(client, held.room.teacher, "start")
    assert client.post("/parameters", json={"by": ann}).status_code == 400
    found = client.post("/parameters", json={"by": held.room.teacher}).json()
    table = held.room.tables[0].game
    assert len(found) > 10
    assert len({one["title"] for one in found}) == len(found)
    for one in found:
        now = design.value(table.scenario, design.parameter(table.scenario, one["key"]))
        table.injected(one["key"], now)
