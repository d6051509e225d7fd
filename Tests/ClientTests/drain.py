"""drain.py PORT PID OTHER: one of two servers is told to stop while clients ask both; none of their requests may fail."""
import http.client, os, signal, sys, threading, time

ports, pid = [int(sys.argv[1]), int(sys.argv[3])], int(sys.argv[2])
ready, failures, answered, stopping = set(ports), [], [0], threading.Event()
counted = threading.Condition()


def ask(connection, path):
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer


def look():
    """What a load balancer does: asks who is ready, and sends work to those."""
    for port in ports:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            status = ask(connection, "/health/ready").status
            connection.close()
        except OSError: status = 0
        (ready.add if status == 200 else ready.discard)(port)
    return ready


def work(number):
    open_connections = {}
    while not stopping.is_set():
        port = sorted(ready)[number % len(ready)]
        connection = open_connections.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=20))
        try:
            answer = ask(connection, "/api/v4/system/ping")
            if answer.status != 200: failures.append(answer.status)
            with counted:
                answered[0] += 1
                counted.notify_all()
            if answer.getheader("Connection") == "close": open_connections.pop(port).close()
        except (OSError, http.client.HTTPException) as error: failures.append(repr(error))


def await_answers(number):
    with counted: assert counted.wait_for(lambda: answered[0] >= number, 30), f"{answered[0]} of {number} answers"


look()
assert len(ready) == 2, ready
workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
for worker in workers: worker.start()
await_answers(200)
os.kill(pid, signal.SIGTERM)
deadline, saw_draining = time.monotonic() + 30, False
while time.monotonic() < deadline:
    if len(look()) == 1: saw_draining = True
    try: http.client.HTTPConnection("127.0.0.1", ports[0], timeout=10).connect()
    except ConnectionRefusedError: break
await_answers(answered[0] + 100)
stopping.set()
for worker in workers: worker.join()
assert saw_draining and not failures, (saw_draining, failures[:5])
print(f"drain: ok, {answered[0]} requests")
