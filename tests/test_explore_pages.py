"""The addresses of the explorer: what they answer, what they refuse, and what they never send."""

import gzip
import json
import re
import socket

import pytest
from playing import entered
from starlette.testclient import TestClient

from experiments import classroom, explore, named, serving, truces
from sim.classroom import pages
from sim.classroom.exploring import routes
from sim.refusals import PremiseError

FIRST_CHART = 300_000  # bytes of all that the first chart needs
MOVED = "a.parties.israel.trust=0.8&runs=40"


@pytest.fixture(scope="module")
def client():
    """The explorer as a browser meets it."""
    described = {name: truces.question(name) for name in named.names()}
    made = routes.app(described, named.found, truces.MAIN, named.beside)
    with TestClient(made, raise_server_exceptions=False) as found:
        yield found


def test_the_page_names_every_scenario_and_every_slider_has_a_label(client):
    text = client.get("/").text

    for name in named.names():
        assert f'<option value="{name}"' in text
    ranges = re.findall(r'<input type="range" id="(s-[^"]+)"', text)
    assert len(ranges) >= 15
    for one in ranges:
        assert f'<label for="{one}"' in text


def test_the_page_asks_no_other_machine_and_holds_no_script(client):
    text = client.get("/").text

    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    assert not re.search(r"<script(?![^>]* src=)", text)
    assert not re.search(r"\son\w+=|\sstyle=", text)


@pytest.mark.parametrize(
    "path", ["/", "/runs.json?runs=20", "/static/base.css", "/nowhere", "/?seed=x"]
)
def test_every_answer_keeps_a_browser_to_this_machine(client, path):
    headers = client.get(path).headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_what_the_first_chart_needs_is_small(client):
    scripts = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/").text)
    paths = ["/", *scripts, "/runs.json", "/run.json"]
    sizes = [len(gzip.compress(client.get(path).content)) for path in paths]

    assert sum(len(client.get(path).content) for path in paths) < FIRST_CHART
    assert sum(sizes) < FIRST_CHART / 5
    assert client.get("/runs.json").headers["content-encoding"] == "gzip"


def test_many_runs_and_one_run_are_of_the_worlds_that_are_asked_for(client):
    found = client.get(f"/runs.json?{MOVED}&compare=true&b.parties.hamas.trust=0.2").json()

    assert {"a", "b", "differences", "paired", "beside", "commands"} == set(found)
    assert [one[0] for one in found["differences"]] == ["parties.hamas.trust"]
    assert set(client.get(f"/run.json?{MOVED}").json()) == {"a"}


def test_the_same_address_gives_the_same_bytes(client):
    address = f"/runs.json?{MOVED}&seed=9"
    first = client.get(address).content
    client.app.state.work.kept.clear()

    assert client.get(address).content == first


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/?scenario=nowhere", "&#39;nowhere&#39; is not allowed"),
        (
            "/runs.json?a.parties.israel.trust=2",
            "parties.israel.trust: 2.0 is not allowed; it takes",
        ),
        ("/run.json?seed=-4", "seed: -4 is not allowed"),
        ("/knob?key=parties.israel.trst", "did you mean"),
        ("/export/trust.gif", "figure: &#39;gif&#39; is not allowed; it takes one of png"),
        ("/export/scenario.yaml?world=c", "world: there is none"),
        ("/?seed=%3Cscript%3E", "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(client, path, words):
    answer = client.get(path)

    assert answer.status_code == 400
    assert words in answer.text
    assert "Traceback" not in answer.text
    if ".json" in path:
        assert set(answer.json()) == {"error"}


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/static/../pages.py", "/static/%2e%2e/pages.py", "/static//etc/passwd",
     "/static/..%2f..%2fmodel.py", "/export/../../pyproject.toml", "/static/"],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_served(client, path):
    assert client.get(path).status_code in (400, 404)


def test_who_asks_while_too_much_is_waited_for_is_told_so(client, monkeypatch):
    for one in (client.app.state.work, client.app.state.drawing):
        monkeypatch.setattr(one, "longest", 0)
    for path in ("/runs.json?runs=20&seed=77", "/export/phases.svg?runs=20&seed=77"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "try again soon" in answer.text
        assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("localhost:8080", True), ("127.0.0.1:8080", True), ("[::1]:8080", True), ("LOCALHOST", True),
     ("10.1.2.3:8080", False), ("[fe80::1]:8080", False), ("teacher.local:8080", False),
     ("localhost.example", False)],
)  # fmt: skip
def test_a_header_that_browsers_heed_on_their_own_machine_alone_is_sent_there_alone(
    client, host, is_here
):
    """Elsewhere each page would leave a complaint in the browser's console."""
    answer = client.get("/static/base.css", headers={"Host": host})

    assert ("cross-origin-opener-policy" in answer.headers) == is_here
    assert set(map(str.lower, pages.HEADERS)) <= set(answer.headers)


def test_a_page_is_only_for_reading(client):
    assert client.post("/").status_code == 405


def test_what_nobody_foresaw_is_a_sentence_and_no_traceback(client, monkeypatch):
    def broken(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(routes.bands, "summed", broken)
    answer = client.get("/runs.json?runs=21")

    assert answer.status_code == 500
    assert answer.json() == {"error": pages.SENTENCES[500]}
    assert [answer.headers[name] for name in pages.HEADERS] == list(pages.HEADERS.values())


@pytest.mark.parametrize(
    ("name", "kind", "head"),
    [("runs.csv", "text/csv", b"world,day"), ("run.csv", "text/csv", b"world,"),
     ("run.txt", "text/plain", b"Israel and Hamas"),
     ("scenario.yaml", "application/yaml", b"# @package"),
     ("survival.png", "image/png", b"\x89PNG"), ("run.pdf", "application/pdf", b"%PDF")],
)  # fmt: skip
def test_what_is_shown_can_be_saved(client, name, kind, head):
    answer = client.get(f"/export/{name}?{MOVED}")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content.startswith(head)


def test_a_slider_asked_for_by_name_comes_with_its_twin(client):
    text = client.get("/knob?key=parties.hamas.retaliation").text

    assert re.findall(r'data-key="([^"]+)"', text) == [
        "parties.israel.retaliation",
        "parties.hamas.retaliation",
    ]


def test_a_link_to_another_parameter_brings_its_slider(client):
    text = client.get("/?a.talks.protocol=one_text").text

    assert 'data-key="talks.protocol"' in text
    assert '<option value="one_text"' in text


def test_every_parameter_can_be_searched_for(client):
    found = client.get("/parameters.json").json()

    assert ["parties.israel.trust", "Israel's trust"] in found
    assert len(json.dumps(found)) < 80_000


# -- invented names ------------------------------------------------------------------------------

REAL = re.compile(r"israel|hamas|united states|qatar|egypt|gaza|zion|saudi|january|november", re.I)


@pytest.mark.parametrize("name", [truces.MAIN, "november_2023", "relocation_proposal"])
def test_with_invented_names_no_real_one_is_read(name):
    """Keys stay as they are: in attributes, in ``code`` and in addresses."""
    described = {each: truces.question(each) for each in named.names()}
    find, beside = named.in_mode("fictional")
    with TestClient(routes.app(described, find, name, beside)) as client:
        page = re.sub(r"<code>.*?</code>|<[^>]*>", " ", client.get("/").text)
        many = client.get("/runs.json?runs=20").json()["a"]
        one = client.get("/run.json").json()["a"]

    assert "Korvia" in page
    assert "long truce" in page
    for text in (
        page,
        json.dumps([many["said"], many["parties"], many["record"]]),
        json.dumps(one),
    ):
        assert not REAL.search(text)


# -- serving --------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_refused_before_anything_else(capsys):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]

        assert entered(["experiments.explore", f"port={port}"]) == 2

    said = capsys.readouterr()
    assert said.err == f"port: {port} is taken; it takes a free one, such as {port + 1}\n"
    assert said.out == ""


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("port=70000", "port: 70000 is not allowed; it takes a whole number from 0 to 65535"),
        ("port=ten", "port: 'ten' is not allowed"),
        ("host=not.a.host.here.invalid", "host: 'not.a.host.here.invalid' is not allowed"),
        ("host=192.0.2.7", "host: '192.0.2.7' is no address of this machine"),
        ("scenario=nowhere", "scenario: 'nowhere' is not allowed; it takes one of january_2025"),
        ("names=secret", "names: 'secret' is not allowed; it takes real or fictional\n"),
        (
            "names=fictionel",
            "names: 'fictionel' is not allowed; it takes real or fictional; did you "
            "mean 'fictional'?\n",
        ),
        ("scenaro=bilateral", "scenaro: there is no such key; did you mean 'scenario'?"),
        ("colour=red", "colour: there is no such key"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_status_2(argument, words, capsys):
    assert entered(["experiments.explore", argument]) == 2

    said = capsys.readouterr().err
    assert said.startswith(words)
    assert said.count("\n") == 1


def test_addresses_name_this_machine_and_for_all_hosts_its_network_as_well(monkeypatch):
    monkeypatch.setattr(serving, "in_network", lambda: "10.1.2.3")

    assert list(serving.told("It", "127.0.0.1", ("127.0.0.1", 80))) == [
        "It: http://127.0.0.1:80/   (Ctrl-C stops)",
        serving.ALONE,
    ]
    assert list(serving.told("It", "0.0.0.0", ("0.0.0.0", 80))) == [
        "It: http://127.0.0.1:80/ on this machine   (Ctrl-C stops)",
        "On others in the same network: http://10.1.2.3:80/",
        serving.OPEN,
    ]
    assert list(serving.told("It", "10.1.2.3", ("10.1.2.3", 80)))[1:] == [serving.OPEN]
    assert serving.address("::1", 80) == "http://[::1]:80/"


@pytest.mark.parametrize(
    ("host", "number", "network", "alone"),
    [
        ("localhost", "127.0.0.1", "10.1.2.3", True),
        ("::1", "::1", "10.1.2.3", True),
        ("0.0.0.0", "0.0.0.0", "10.1.2.3", False),
        ("::", "::", "10.1.2.3", False),
        ("0.0.0.0", "0.0.0.0", None, True),
        ("fe80::1%eth0", "fe80::1%eth0", "10.1.2.3", False),
    ],
)
def test_it_is_known_whether_another_machine_can_reach_this_one(
    host, number, network, alone, monkeypatch
):
    monkeypatch.setattr(serving, "in_network", lambda: network)

    assert serving.is_alone(host, (number, 80)) is alone


def test_both_programs_serve_this_machine_alone_unless_told_otherwise():
    for verb in (classroom, explore):
        assert verb.Settings().host == "127.0.0.1"


def test_a_free_port_is_found_where_any_will_do():
    held = serving.bound("127.0.0.1", 0)
    port = held.getsockname()[1]
    with pytest.raises(PremiseError, match="is taken"):
        serving.bound("127.0.0.1", port)
    held.close()
    assert port > 0
