"""An S3 store (moto, with every signature checked), STS and a container's credential address on loopback, until stdin ends.
Prints one line of JSON: where they are and which keys are good there."""
import json, os, sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer

os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "6"
import logging
logging.getLogger("werkzeug").setLevel(logging.ERROR)
import boto3
from moto.server import ThreadedMotoServer

from moto.core.responses import ActionAuthenticatorMixin

folder = sys.argv[1]
checked = ActionAuthenticatorMixin._authenticate_and_authorize_action
# Who assumes a role for a web identity has no keys yet: the token is the proof, and moto believes it.
ActionAuthenticatorMixin._authenticate_and_authorize_action = lambda self, *a, **k: (
    None if self._get_action() == "AssumeRoleWithWebIdentity" else checked(self, *a, **k))
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
url = f"http://127.0.0.1:{port}"
client = lambda name: boto3.client(name, endpoint_url=url, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
iam = client("iam")
policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
iam.create_user(UserName="files")
iam.put_user_policy(UserName="files", PolicyName="all", PolicyDocument=policy)
key = iam.create_access_key(UserName="files")["AccessKey"]
trust = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRoleWithWebIdentity"}]})
role = iam.create_role(RoleName="files", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
iam.put_role_policy(RoleName="files", PolicyName="all", PolicyDocument=policy)
client("s3").create_bucket(Bucket="media")


class Container(BaseHTTPRequestHandler):
    """What a Pod Identity agent does: keys for those who show the token."""
    served = 0

    def do_GET(self):
        good = self.headers.get("Authorization") == "pod-token" and self.path == "/v1/credentials"
        Container.served += good
        body = json.dumps({"AccessKeyId": key["AccessKeyId"], "SecretAccessKey": key["SecretAccessKey"].replace("/", "\\/"), "Token": f"t{Container.served}",
                           "Expiration": "2020-01-01T00:00:00Z" if Container.served == 1 else "2099-01-01T00:00:00Z"}).replace("\\\\/", "\\/")
        self.send_response(200 if good else 403)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


container = HTTPServer(("127.0.0.1", 0), Container)
threading.Thread(target=container.serve_forever, daemon=True).start()
open(f"{folder}/pod-token", "w").write("pod-token\n")
open(f"{folder}/web-token", "w").write("header.payload.signature\n")
print(json.dumps({"port": str(port), "access": key["AccessKeyId"], "secret": key["SecretAccessKey"], "role": role,
                  "container": f"http://127.0.0.1:{container.server_port}/v1/credentials"}), flush=True)
sys.stdin.read()
os._exit(0)
