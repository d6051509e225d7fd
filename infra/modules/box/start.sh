#!/bin/bash
# Runs once, at the first start. The service then pulls the image and starts the server, again and again until the image is there.
set -eu
until dnf install -y docker; do sleep 5; done
systemctl enable --now docker

disk=/dev/sdf
until [ -b "$disk" ] || [ -b /dev/nvme1n1 ]; do sleep 1; done
[ -b "$disk" ] || disk=/dev/nvme1n1
blkid "$disk" || mkfs.xfs "$disk"
mkdir -p /data
echo "$disk /data xfs defaults,nofail 0 2" >>/etc/fstab
mount /data
mkdir -p /data/server /data/caddy
chown 10001:10001 /data/server

cat >/etc/martlet.env <<'ENV'
MM_SQLSETTINGS_DRIVERNAME=sqlite
MM_SQLSETTINGS_DATASOURCE=/mattermost/data/martlet.db
MM_FILESETTINGS_DRIVERNAME=amazons3
MM_FILESETTINGS_AMAZONS3BUCKET=${bucket}
MM_FILESETTINGS_AMAZONS3REGION=${region}
MM_SERVICESETTINGS_SITEURL=${domain == "" ? "" : "https://${domain}"}
MM_SERVICESETTINGS_LISTENADDRESS=:8065
ENV

cat >/usr/local/bin/martlet-pull <<'PULL'
#!/bin/bash
set -eu
aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}
docker pull ${image}
PULL
chmod 0755 /usr/local/bin/martlet-pull

cat >/etc/systemd/system/martlet.service <<'UNIT'
[Unit]
After=docker.service
Requires=docker.service

[Service]
ExecStartPre=/usr/local/bin/martlet-pull
ExecStartPre=-/usr/bin/docker rm -f martlet
ExecStart=/usr/bin/docker run --rm --name martlet --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --env-file /etc/martlet.env -v /data/server:/mattermost/data -p ${domain == "" ? "80:8065" : "127.0.0.1:8065:8065"} ${image}
ExecStop=/usr/bin/docker stop -t 45 martlet
Restart=always
RestartSec=30

[Install]
WantedBy=multi-user.target
UNIT
%{ if domain != "" ~}

# Certificates by Caddy, which asks Let's Encrypt for them.
cat >/etc/systemd/system/caddy.service <<'UNIT'
[Unit]
After=docker.service
Requires=docker.service

[Service]
ExecStartPre=-/usr/bin/docker rm -f caddy
ExecStart=/usr/bin/docker run --rm --name caddy --network host -v /data/caddy:/data docker.io/library/caddy:2 caddy reverse-proxy --from ${domain} --to 127.0.0.1:8065
Restart=always
RestartSec=30

[Install]
WantedBy=multi-user.target
UNIT
systemctl enable --now --no-block caddy
%{ endif ~}
systemctl daemon-reload
systemctl enable --now --no-block martlet
