"""driver.py PORT: mattermostdriver logs in, makes a team, a channel and posts, reads them, and hears `posted` over its WebSocket."""

import asyncio
import json
import sys
import threading

import requests
from mattermostdriver import Driver

PASSWORD = "Correct-horse-1"


def account(url, name):
    """A new account through the API."""
    answer = requests.post(f"{url}/api/v4/users", json={"username": name, "email": f"{name}@example.com", "password": PASSWORD}, timeout=30)
    assert answer.status_code == 201, answer.text
    return answer.json()


def listen(driver, heard):
    """Runs the driver's WebSocket on a thread with an event loop of its own."""
    async def handler(text):
        event = json.loads(text)
        if event.get("event") != "posted":
            return
        message = json.loads(event["data"]["post"])["message"]
        if message.startswith("post "):  # that somebody joined may be told still
            heard.append(message)
            done.set()

    done = threading.Event()

    def run():
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            driver.init_websocket(handler)
        except Exception:  # the process ends while it listens
            pass

    threading.Thread(target=run, daemon=True).start()
    return done


def main():
    """The conversation."""
    port = int(sys.argv[1])
    url = f"http://127.0.0.1:{port}"
    ann = account(url, "ann")
    driver = Driver({"url": "127.0.0.1", "scheme": "http", "port": port, "login_id": "ann", "password": PASSWORD, "verify": False})
    driver.login()
    assert driver.users.get_user("me")["id"] == ann["id"]
    team = driver.teams.create_team({"name": "crew", "display_name": "Crew", "type": "O"})
    channel = driver.channels.create_channel({"team_id": team["id"], "name": "deck", "display_name": "Deck", "type": "O"})
    heard = []
    done = listen(driver, heard)
    deadline = threading.Event()
    for number in range(200):  # until the socket is open, each post is a chance to hear one
        post = driver.posts.create_post({"channel_id": channel["id"], "message": f"post {number}"})
        if done.wait(0.1):
            break
    assert heard, "heard nothing over the WebSocket"
    page = driver.posts.get_posts_for_channel(channel["id"])
    assert page["posts"][post["id"]]["message"] == post["message"]
    assert page["order"][0] == post["id"]
    driver.logout()
    deadline.set()
    print("driver: ok")


if __name__ == "__main__":
    main()
