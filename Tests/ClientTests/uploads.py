"""Kills a server (kill -9) while files are sent to it, again and again: uploads.py PORT PID-COMMAND…  Run by the tests.
Usage: uploads.py MARTLET DATABASE FOLDER ROUNDS. Afterwards every file that was acknowledged must be there whole."""
import os, random, signal, socket, subprocess, sys, threading, time
import requests

martlet, database, folder, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start():
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MM_", "MARTLET_"))}
    env.update(MM_SQLSETTINGS_DRIVERNAME="sqlite", MM_SQLSETTINGS_DATASOURCE=database, MM_FILESETTINGS_DIRECTORY=folder,
               MM_SERVICESETTINGS_LISTENADDRESS=f"127.0.0.1:{port}", MM_TEAMSETTINGS_ENABLEOPENSERVER="true",
               MARTLET_LOGINSETTINGS_PASSWORDITERATIONS="1000")
    process = subprocess.Popen([martlet, "server"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/api/v4"
    deadline = time.time() + 30
    while True:
        try:
            requests.get(url + "/system/ping", timeout=5)
            return process, url
        except requests.ConnectionError:
            assert time.time() < deadline and process.poll() is None, "the server did not start"
            time.sleep(0.02)


def login(url):
    answer = requests.post(url + "/users/login", json={"login_id": "ann", "password": "Correct-horse-1"})
    return {"Authorization": "Bearer " + answer.headers["Token"]}


process, url = start()
requests.post(url + "/users", json={"username": "ann", "email": "ann@example.com", "password": "Correct-horse-1"})
head = login(url)
team = requests.post(url + "/teams", json={"name": "crew", "display_name": "Crew", "type": "O"}, headers=head).json()["id"]
room = requests.post(url + "/channels", json={"team_id": team, "name": "deck", "display_name": "Deck", "type": "O"}, headers=head).json()["id"]
acknowledged, lock, noise = {}, threading.Lock(), os.urandom(200_000)


def send(url, head, seed):
    count = 0
    while True:
        size = random.Random(seed * 1000 + count).randint(1, len(noise))
        try:
            answer = requests.post(f"{url}/files?channel_id={room}&filename=f{seed}-{count}.bin", data=noise[:size], headers=head, timeout=20)
            if answer.status_code != 201:
                return
            with lock:
                acknowledged[answer.json()["file_infos"][0]["id"]] = size
        except requests.RequestException:
            return
        count += 1


for turn in range(rounds):
    threads = [threading.Thread(target=send, args=(url, head, turn * 10 + i)) for i in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(random.uniform(0.3, 1.0))  # the moment of the kill is what is tried
    process.send_signal(signal.SIGKILL)
    process.wait()
    for thread in threads:
        thread.join()
    process, url = start()
    head = login(url)
for file, size in acknowledged.items():
    got = requests.get(f"{url}/files/{file}", headers=head)
    assert got.status_code == 200 and got.content == noise[:size], f"{file} is not whole: {got.status_code}"
process.send_signal(signal.SIGKILL)
process.wait()
print(f"uploads: {len(acknowledged)} whole after {rounds} kills")
