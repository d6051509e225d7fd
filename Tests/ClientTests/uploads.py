"""uploads.py MARTLET ENGINE DATABASE FOLDER ROUNDS: kills a server (kill -9) while files are sent to it, again and again. Afterwards every file that was
acknowledged must be there whole."""
import json, os, random, signal, subprocess, sys, threading
import requests

martlet, engine, database, folder, rounds = *sys.argv[1:5], int(sys.argv[5])


def start():
    """A server that says where it listens, so that nobody has to guess when it does."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MM_", "MARTLET_"))}
    env.update(MM_SQLSETTINGS_DRIVERNAME=engine, MM_SQLSETTINGS_DATASOURCE=database, MM_FILESETTINGS_DIRECTORY=folder,
               MM_SERVICESETTINGS_LISTENADDRESS="127.0.0.1:0", MM_TEAMSETTINGS_ENABLEOPENSERVER="true",
               MARTLET_LOGINSETTINGS_PASSWORDITERATIONS="1000")
    process = subprocess.Popen([martlet, "server"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for line in process.stderr:
        if b'"msg":"listening"' in line:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, f"http://127.0.0.1:{json.loads(line)['port']}/api/v4"
    raise SystemExit("the server did not start")


def login(url):
    answer = requests.post(url + "/users/login", json={"login_id": "ann", "password": "Correct-horse-1"})
    return {"Authorization": "Bearer " + answer.headers["Token"]}


process, url = start()
requests.post(url + "/users", json={"username": "ann", "email": "ann@example.com", "password": "Correct-horse-1"})
head = login(url)
team = requests.post(url + "/teams", json={"name": "crew", "display_name": "Crew", "type": "O"}, headers=head).json()["id"]
room = requests.post(url + "/channels", json={"team_id": team, "name": "deck", "display_name": "Deck", "type": "O"}, headers=head).json()["id"]
acknowledged, more, noise = {}, threading.Condition(), os.urandom(200_000)


def send(url, head, seed):
    count = 0
    while True:
        size = random.Random(seed * 1000 + count).randint(1, len(noise))
        try:
            answer = requests.post(f"{url}/files?channel_id={room}&filename=f{seed}-{count}.bin", data=noise[:size], headers=head, timeout=20)
            if answer.status_code != 201:
                return
            with more:
                acknowledged[answer.json()["file_infos"][0]["id"]] = size
                more.notify()
        except requests.RequestException:
            return
        count += 1


for turn in range(rounds):
    threads = [threading.Thread(target=send, args=(url, head, turn * 10 + i)) for i in range(4)]
    for thread in threads:
        thread.start()
    with more:  # while the others are still sending
        enough = len(acknowledged) + random.randint(3, 30)
        assert more.wait_for(lambda: len(acknowledged) >= enough, 60), "no file is taken"
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
