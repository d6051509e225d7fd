"""bot.py PORT: a bot written with mmpy_bot answers a message that mentions it."""

import json
import subprocess
import sys
import time

import requests

PASSWORD = "Correct-horse-1"

BOT = '''
import sys
from mmpy_bot import Bot, Settings, Plugin, listen_to, Message

class Greeter(Plugin):
    """Answers hello."""
    @listen_to("hello")
    async def greet(self, message: Message):
        self.driver.reply_to(message, "hello yourself")

Bot(settings=Settings(MATTERMOST_URL="http://127.0.0.1", MATTERMOST_PORT=int(sys.argv[1]), BOT_TOKEN=sys.argv[2], BOT_TEAM="crew",
                      SSL_VERIFY=False), plugins=[Greeter()]).run()
'''


def call(url, method, path, token=None, **json_body):
    """One API call that must succeed; the answer and its headers."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.request(method, f"{url}/api/v4{path}", json=json_body.get("json"), headers=headers, timeout=30)
    assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer


def main():
    """Makes the people and the bot, says hello, waits for the answer."""
    port = int(sys.argv[1])
    url = f"http://127.0.0.1:{port}"
    people = {}
    for name in ("ann", "robot"):
        creator = people["ann"][1] if people else None
        call(url, "POST", "/users", creator, json={"username": name, "email": f"{name}@example.com", "password": PASSWORD})
        login = call(url, "POST", "/users/login", json={"login_id": name, "password": PASSWORD})
        people[name] = (login.json()["id"], login.headers["Token"])
    ann, token = people["ann"]
    team = call(url, "POST", "/teams", token, json={"name": "crew", "display_name": "Crew", "type": "O"}).json()
    call(url, "POST", f"/teams/{team['id']}/members", token, json={"team_id": team["id"], "user_id": people["robot"][0]})
    channel = call(url, "POST", "/channels/direct", token, json=[ann, people["robot"][0]]).json()
    bot = subprocess.Popen([sys.executable, "-c", BOT, str(port), people["robot"][1]], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            call(url, "POST", "/posts", token, json={"channel_id": channel["id"], "message": "hello"})
            page = call(url, "GET", f"/channels/{channel['id']}/posts", token).json()
            if any(post["message"] == "hello yourself" for post in page["posts"].values()):
                print("bot: ok")
                return
            if bot.poll() is not None:
                break
            time.sleep(0.25)
        bot.kill()
        raise SystemExit(f"the bot did not answer: {bot.stderr.read().decode()[-2000:]}")
    finally:
        bot.kill()


if __name__ == "__main__":
    main()
