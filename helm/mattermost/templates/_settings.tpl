{{/* The address that people type: given, or made from the ingress. */}}
{{- define "mattermost.siteURL" -}}
{{- if .Values.mattermost.siteURL -}}
{{- .Values.mattermost.siteURL -}}
{{- else if and .Values.ingress.enabled .Values.ingress.host -}}
{{- ternary "https" "http" (eq (include "mattermost.ingressTLS" .) "true") }}://{{ .Values.ingress.host -}}
{{- end -}}
{{- end -}}

{{/* Whether people reach the ingress by HTTPS. */}}
{{- define "mattermost.ingressTLS" -}}
{{- if or .Values.ingress.alb.certificateArn .Values.ingress.tlsSecret }}true{{ end -}}
{{- end -}}

{{- define "mattermost.postgresHost" -}}
{{- if .Values.postgres.inCluster -}}{{ include "mattermost.fullname" . }}-postgres{{- else -}}{{ .Values.postgres.host }}{{- end -}}
{{- end -}}

{{- define "mattermost.sslmode" -}}
{{- default (.Values.postgres.inCluster | ternary "disable" "require") .Values.postgres.sslmode -}}
{{- end -}}

{{/* For a part of a URL: urlquery writes a space as +, which only a query understands; everything else is as it must be. */}}
{{- define "mattermost.urlPart" -}}
{{- . | urlquery | replace "+" "%20" -}}
{{- end -}}

{{/* The one place where the address of the database is put together. With a Secret of somebody else the password stays out
     of it: the driver takes it from PGPASSWORD, as it is, without any encoding. */}}
{{- define "mattermost.dataSource" -}}
{{- if eq .Values.postgres.driver "sqlite" -}}
/mattermost/data/martlet.db
{{- else -}}
{{- $login := include "mattermost.urlPart" .Values.postgres.user -}}
{{- if not (include "mattermost.foreignPassword" .) -}}
{{- $login = printf "%s:%s" $login (include "mattermost.urlPart" .Values.postgres.password) -}}
{{- end -}}
postgres://{{ $login }}@{{ include "mattermost.postgresHost" . }}:{{ .Values.postgres.port }}/{{ include "mattermost.urlPart" .Values.postgres.database }}?sslmode={{ include "mattermost.sslmode" . }}&connect_timeout=10
{{- end -}}
{{- end -}}

{{/* The Secret that somebody else keeps the password in, if any. */}}
{{- define "mattermost.foreignPassword" -}}
{{- if eq .Values.postgres.driver "postgres" -}}
{{- if .Values.externalSecrets.enabled -}}{{ include "mattermost.fullname" . }}-postgres-password
{{- else -}}{{ .Values.postgres.existingSecret.name }}{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mattermost.foreignPasswordKey" -}}
{{- .Values.externalSecrets.enabled | ternary "password" .Values.postgres.existingSecret.key -}}
{{- end -}}

{{- define "mattermost.redisAddress" -}}
{{- if eq .Values.redis.mode "inCluster" -}}{{ include "mattermost.fullname" . }}-redis:6379
{{- else if .Values.redis.tls -}}rediss://{{ .Values.redis.host }}:{{ .Values.redis.port }}
{{- else -}}{{ .Values.redis.host }}:{{ .Values.redis.port }}{{- end -}}
{{- end -}}

{{/* Settings that are no secrets. What the operator gives under mattermost.env wins. */}}
{{- define "mattermost.config" -}}
{{- $s := dict -}}
{{- $_ := set $s "MM_SERVICESETTINGS_LISTENADDRESS" ":8065" -}}
{{- with include "mattermost.siteURL" . }}{{ $_ := set $s "MM_SERVICESETTINGS_SITEURL" . }}{{ end -}}
{{- $_ := set $s "MM_SQLSETTINGS_DRIVERNAME" .Values.postgres.driver -}}
{{- $_ := set $s "MM_SQLSETTINGS_MAXOPENCONNS" (toString .Values.mattermost.poolSize) -}}
{{- $_ := set $s "MM_SQLSETTINGS_MAXIDLECONNS" (toString .Values.mattermost.poolSize) -}}
{{- $_ := set $s "MM_FILESETTINGS_DRIVERNAME" .Values.files.driver -}}
{{- $_ := set $s "MM_FILESETTINGS_DIRECTORY" "/mattermost/data/" -}}
{{- $_ := set $s "MM_LOGSETTINGS_ENABLEFILE" "false" -}}
{{- $_ := set $s "MM_LOGSETTINGS_CONSOLEJSON" "true" -}}
{{- if eq .Values.files.driver "amazons3" -}}
{{- $_ := set $s "MM_FILESETTINGS_AMAZONS3BUCKET" .Values.files.s3.bucket -}}
{{- $_ := set $s "MM_FILESETTINGS_AMAZONS3REGION" .Values.files.s3.region -}}
{{- $_ := set $s "MM_FILESETTINGS_AMAZONS3SSL" (hasPrefix "http://" .Values.files.s3.endpoint | ternary "false" "true") -}}
{{- with .Values.files.s3.endpoint }}{{ $_ := set $s "MM_FILESETTINGS_AMAZONS3ENDPOINT" (trimPrefix "https://" . | trimPrefix "http://") }}{{ end -}}
{{- with .Values.files.s3.pathPrefix }}{{ $_ := set $s "MM_FILESETTINGS_AMAZONS3PATHPREFIX" . }}{{ end -}}
{{- end -}}
{{- if ne .Values.redis.mode "none" -}}
{{- $_ := set $s "MM_CACHESETTINGS_CACHETYPE" "redis" -}}
{{- $_ := set $s "MM_CACHESETTINGS_REDISADDRESS" (include "mattermost.redisAddress" .) -}}
{{- $_ := set $s "MM_CACHESETTINGS_REDISDB" "0" -}}
{{- end -}}
{{- if .Values.metrics.enabled -}}
{{- $_ := set $s "MM_METRICSSETTINGS_ENABLE" "true" -}}
{{- $_ := set $s "MM_METRICSSETTINGS_LISTENADDRESS" ":8067" -}}
{{- end -}}
{{- if eq .Values.mattermost.kind "martlet" -}}
{{- $_ := set $s "MARTLET_SERVERSETTINGS_DRAINSECONDS" (toString .Values.mattermost.drainSeconds) -}}
{{- with .Values.mattermost.trustedProxies }}{{ $_ := set $s "MARTLET_CONNECTIONSETTINGS_TRUSTEDPROXIES" (join " " .) }}{{ end -}}
{{- else -}}
{{- with .Values.mattermost.trustedProxies }}{{ $_ := set $s "MM_SERVICESETTINGS_TRUSTEDPROXYIPHEADER" "X-Forwarded-For" }}{{ end -}}
{{- end -}}
{{- range $name, $value := .Values.mattermost.env }}{{ $_ := set $s $name (toString $value) }}{{ end -}}
{{- toYaml $s -}}
{{- end -}}

{{/* Settings that are secrets. */}}
{{- define "mattermost.secrets" -}}
{{- $s := dict "MM_SQLSETTINGS_DATASOURCE" (include "mattermost.dataSource" .) -}}
{{- if eq .Values.mattermost.kind "mattermost" }}{{/* else its settings would lie in a file that goes with the pod */}}
{{- $_ := set $s "MM_CONFIG" (include "mattermost.dataSource" .) -}}
{{- end -}}
{{- with .Values.redis.password }}{{ $_ := set $s "MM_CACHESETTINGS_REDISPASSWORD" . }}{{ end -}}
{{- if eq .Values.files.driver "amazons3" -}}
{{- with .Values.files.s3.accessKeyId }}{{ $_ := set $s "MM_FILESETTINGS_AMAZONS3ACCESSKEYID" . }}{{ end -}}
{{- with .Values.files.s3.secretAccessKey }}{{ $_ := set $s "MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY" . }}{{ end -}}
{{- end -}}
{{- range $name, $value := .Values.mattermost.secretEnv }}{{ $_ := set $s $name $value }}{{ end -}}
{{- toYaml $s -}}
{{- end -}}

{{/* Where a container of the server finds its settings. Takes (list context prefix): prefix names the ConfigMap and the Secret. */}}
{{- define "mattermost.environment" -}}
{{- $ := index . 0 -}}
envFrom:
  - configMapRef: {name: {{ index . 1 }}}
  - secretRef: {name: {{ index . 1 }}}
  {{- range $.Values.mattermost.envFromSecrets }}
  - secretRef: {name: {{ . }}}
  {{- end }}
{{- if or (include "mattermost.foreignPassword" $) $.Values.redis.existingSecret.name }}
env:
  {{- with include "mattermost.foreignPassword" $ }}
  - name: PGPASSWORD
    valueFrom: {secretKeyRef: {name: {{ . }}, key: {{ include "mattermost.foreignPasswordKey" $ }}}}
  {{- end }}
  {{- with $.Values.redis.existingSecret }}
  {{- if .name }}
  - name: MM_CACHESETTINGS_REDISPASSWORD
    valueFrom: {secretKeyRef: {name: {{ .name }}, key: {{ .key }}}}
  {{- end }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* Where a load balancer asks whether a pod should get requests. */}}
{{- define "mattermost.healthPath" -}}
{{- if eq .Values.mattermost.kind "martlet" }}/health/ready{{ else }}/api/v4/system/ping{{ end -}}
{{- end -}}

{{- define "mattermost.hasPostgres" -}}
{{- and .Values.postgres.inCluster (eq .Values.postgres.driver "postgres") -}}
{{- end -}}
