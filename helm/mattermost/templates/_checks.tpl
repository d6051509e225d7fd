{{/* What cannot work is refused here, in a sentence, before anything reaches the cluster. */}}
{{- define "mattermost.checks" -}}
{{- $m := .Values.mattermost -}}
{{- $most := .Values.autoscaling.enabled | ternary .Values.autoscaling.maxReplicas $m.replicas | int -}}
{{- if and (gt $most 1) (eq .Values.postgres.driver "sqlite") -}}
{{- fail "SQLite serves one pod: set mattermost.replicas to 1 and autoscaling.enabled to false, or postgres.driver to postgres." -}}
{{- end -}}
{{- if and (eq .Values.postgres.driver "sqlite") (eq $m.kind "mattermost") -}}
{{- fail "An upstream Mattermost image has no SQLite: set postgres.driver to postgres." -}}
{{- end -}}
{{- if and (eq .Values.postgres.driver "sqlite") (not .Values.persistence.enabled) -}}
{{- fail "SQLite's database would be lost with the pod: set persistence.enabled to true." -}}
{{- end -}}
{{- if not $m.image.repository -}}
{{- fail "mattermost.image.repository is empty: name the registry's repository. On AWS run deploy/scripts/prod-values.sh, which fills in what belongs to your account." -}}
{{- end -}}
{{- include "mattermost.checkDatabase" . -}}
{{- include "mattermost.checkSharedFiles" (list . $most) -}}
{{- include "mattermost.checkPool" (list . $most) -}}
{{- include "mattermost.checkAddress" . -}}
{{- if and (eq .Values.redis.mode "external") (not .Values.redis.host) -}}
{{- fail "redis.mode is external, but redis.host is empty: name the endpoint of ElastiCache." -}}
{{- end -}}
{{- if and (eq .Values.files.driver "amazons3") (or (not .Values.files.s3.bucket) (not .Values.files.s3.region)) -}}
{{- fail "files.driver is amazons3, but files.s3.bucket or files.s3.region is empty: take both from `terraform output`." -}}
{{- end -}}
{{- if and $m.image.digest (not (regexMatch "^sha256:[0-9a-f]{64}$" $m.image.digest)) -}}
{{- fail "mattermost.image.digest is no digest: it begins with sha256: and has 64 hexadecimal digits." -}}
{{- end -}}
{{- if and (not $m.image.digest) (or (not $m.image.tag) (eq $m.image.tag "latest")) -}}
{{- fail "mattermost.image.tag must name a version: pods would not roll when `latest` moves. Give mattermost.image.digest instead." -}}
{{- end -}}
{{- end -}}

{{- define "mattermost.checkDatabase" -}}
{{- if eq .Values.postgres.driver "postgres" -}}
{{- if and (not .Values.postgres.inCluster) (not .Values.postgres.host) -}}
{{- fail "postgres.inCluster is false, but postgres.host is empty: name the endpoint of the database (`terraform output`)." -}}
{{- end -}}
{{- if and .Values.postgres.inCluster .Values.externalSecrets.enabled -}}
{{- fail "externalSecrets are for an external database: set postgres.inCluster to false." -}}
{{- end -}}
{{- if and .Values.externalSecrets.enabled (not .Values.externalSecrets.postgresPassword.key) -}}
{{- fail "externalSecrets.enabled is true, but externalSecrets.postgresPassword.key is empty: name the secret in the store." -}}
{{- end -}}
{{- if and (not .Values.postgres.password) (not (include "mattermost.foreignPassword" .)) -}}
{{- fail "The database has no password: set postgres.password, postgres.existingSecret.name or externalSecrets.enabled." -}}
{{- end -}}
{{- if and .Values.postgres.password (include "mattermost.foreignPassword" .) -}}
{{- fail "The password of the database is given twice: keep one of postgres.password, postgres.existingSecret and externalSecrets." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mattermost.checkSharedFiles" -}}
{{- $ := index . 0 -}}
{{- if and (gt (index . 1) 1) (eq $.Values.files.driver "local") -}}
{{- if not (and $.Values.persistence.enabled (or $.Values.persistence.efs.fileSystemId (eq $.Values.persistence.accessMode "ReadWriteMany"))) -}}
{{- fail "Several pods need the same files: set files.driver to amazons3, or persistence.accessMode to ReadWriteMany (EFS)." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A rolling update has one pod more than usual, a migration has one connection of its own, and so has each pod of Martlet that hears the
others through PostgreSQL. */}}
{{- define "mattermost.checkPool" -}}
{{- $ := index . 0 -}}
{{- if eq $.Values.postgres.driver "postgres" -}}
{{- $bus := and (eq $.Values.mattermost.kind "martlet") (eq $.Values.redis.mode "none") | ternary 1 0 -}}
{{- $needed := add (mul (add (index . 1) 1) (add $.Values.mattermost.poolSize $bus)) 1 -}}
{{- if gt $needed (int $.Values.postgres.connectionLimit) -}}
{{- fail (printf "%d pods (one more while rolling) with mattermost.poolSize %d need %d connections, but postgres.connectionLimit is %d: lower poolSize or the number of pods, or take a larger database." (index . 1) (int $.Values.mattermost.poolSize) $needed (int $.Values.postgres.connectionLimit)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mattermost.checkAddress" -}}
{{- if .Values.ingress.enabled -}}
{{- if and (not .Values.ingress.host) .Values.ingress.tlsSecret -}}
{{- fail "ingress.tlsSecret needs ingress.host: a certificate is for a name." -}}
{{- end -}}
{{- if and .Values.mattermost.siteURL .Values.ingress.host -}}
{{- $url := urlParse .Values.mattermost.siteURL -}}
{{- if ne (first (splitList ":" $url.host)) .Values.ingress.host -}}
{{- fail (printf "mattermost.siteURL (%s) and ingress.host (%s) name different hosts: links and WebSockets would fail. Leave siteURL empty to have it made from the ingress." .Values.mattermost.siteURL .Values.ingress.host) -}}
{{- end -}}
{{- if and (include "mattermost.ingressTLS" .) (ne $url.scheme "https") -}}
{{- fail "mattermost.siteURL must begin with https://: the ingress has a certificate." -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
