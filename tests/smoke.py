"""Install, start, answer one card, find it in the log: with what a learner has, and no test library.

Run as a script with the Python to be tried; QUIZAPP_HOME says where to keep things.
"""

import asyncio
import subprocess
import sys


async def answer_one_card() -> None:
    from quizapp.cli.desk import Desk
    from quizapp.tui.app import QuizApp

    async with QuizApp(Desk.open()).run_test(size=(80, 24)) as pilot:
        for key in ("enter", "space", "3"):
            await pilot.press(key)
            await pilot.pause()


def quizapp(*arguments: str) -> str:
    command = [sys.executable, "-m", "quizapp", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    print(quizapp("--version").strip(), "on Python", sys.version.split()[0])
    asyncio.run(answer_one_card())
    log = quizapp("log", "--json", "--type", "answer").splitlines()
    assert len(log) == 1, log
    assert '"rating": 3' in log[0], log
    print("one card answered, and the answer is in the log")


if __name__ == "__main__":
    main()
