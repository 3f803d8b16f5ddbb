"""A language server as an editor talks to it: JSON-RPC over standard input and output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

NAME = "yaml-language-server"
FOLDER = "QUIZAPP_LANGUAGE_SERVER"
PATIENCE = 60.0
"""Seconds to wait for an answer before the server counts as dead."""


def find_server() -> str | None:
    """The server's command: in the folder that the environment names, else on the path."""
    folder = os.environ.get(FOLDER)
    return shutil.which(NAME, path=folder) if folder else shutil.which(NAME)


class LanguageServer:
    """A running server with one folder open in it; `settings` are the editor's, by section."""

    def __init__(self, command: str, folder: Path, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        self._messages: Queue[dict[str, Any] | None] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self._last_id = 0
        workspace = {"configuration": True, "workspaceFolders": True}
        self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": {"workspace": workspace, "textDocument": {"publishDiagnostics": {}}},
            },
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def close(self) -> None:
        """End the server; one that does not listen is killed."""
        try:
            self.request("shutdown", None)
            self._send({"method": "exit"})
            self._process.wait(10)
        except (AssertionError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
        self._process.wait()
        self._reader.join(10)
        for stream in (self._input, self._output):
            stream.close()

    def open(self, texts: dict[Path, str]) -> dict[Path, list[dict[str, Any]]]:
        """Show the server documents that it has not seen yet; returns the diagnostics of each.

        It waits a moment with each document in case more is typed, and with all of them at once.
        """
        waiting = {path.as_uri(): path for path in texts}
        for uri, path in waiting.items():
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": texts[path]}
            self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        found = {}
        while waiting:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                uri = message["params"]["uri"]
                if uri in waiting:
                    found[waiting.pop(uri)] = message["params"]["diagnostics"]
        return found

    def complete(self, path: Path, line: int, character: int) -> dict[str, dict[str, Any]]:
        """What is offered at a position of an open document (from 0), by label."""
        where = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        answer = self.request("textDocument/completion", where)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: item for item in items}

    def hover(self, path: Path, line: int, character: int) -> str:
        """What is shown over a position of an open document (from 0)."""
        where = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        answer = self.request("textDocument/hover", where)
        return str(answer["contents"]["value"]) if answer else ""

    def request(self, method: str, params: Any) -> Any:
        """The answer to a request; raises AssertionError for a refusal or a dead server."""
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._last_id and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _next(self) -> dict[str, Any]:
        """The next message. What the server asks of the editor is answered on the way."""
        try:
            message = self._messages.get(timeout=PATIENCE)
        except Empty:
            message = None
        assert message is not None, "the language server says nothing more"
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item.get("section", "")) for item in message["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._input.flush()

    def _read(self) -> None:
        while (message := _message(self._output)) is not None:
            self._messages.put(message)
        self._messages.put(None)


def _message(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message of a stream, None at its end."""
    length = 0
    while line := stream.readline().strip():
        name, _, rest = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(rest)
    if not length:
        return None
    message: dict[str, Any] = json.loads(stream.read(length))
    return message
