{{/* The template of pods, of the part main or migration. */}}
{{- define "service.pod" -}}
{{- $values := .root.Values -}}
{{- $annotations := dict -}}
{{- with $values.restartedAt }}{{ $_ := set $annotations "fairway.dev/restarted-at" . }}{{ end -}}
{{- with $values.files }}{{ $_ := set $annotations "fairway.dev/config-checksum" (toJson . | sha256sum) }}{{ end -}}
{{- if and $values.metrics.port (eq .part "main") -}}
{{- $_ := set $annotations "prometheus.io/scrape" "true" -}}
{{- $_ := set $annotations "prometheus.io/port" (toString (int64 $values.metrics.port)) -}}
{{- $_ := set $annotations "prometheus.io/path" ($values.metrics.path | default "/metrics") -}}
{{- end -}}
metadata:
  labels:
    {{- include "service.labels" . | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "service.account" .root | toJson }}
  automountServiceAccountToken: {{ $values.serviceAccount.token }}
  enableServiceLinks: false
  {{- with $values.image.pullSecret }}
  imagePullSecrets: [{name: {{ toJson . }}}]
  {{- end }}
  {{- if or (eq .part "migration") (not (include "service.isDeployment" .root)) }}
  restartPolicy: Never
  {{- end }}
  terminationGracePeriodSeconds: {{ int $values.shutdown.graceSeconds }}
  securityContext:
    runAsNonRoot: true
    {{- range $field := list "runAsUser" "runAsGroup" "fsGroup" }}
    {{- with index $values.securityContext $field }}
    {{ $field }}: {{ int64 . }}
    {{- end }}
    {{- end }}
    {{- if $values.securityContext.fsGroup }}
    fsGroupChangePolicy: OnRootMismatch
    {{- end }}
    seccompProfile: {type: RuntimeDefault}
  {{- with include "service.scheduling" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  containers:
    - name: {{ toJson $values.name }}
      image: {{ include "service.image" .root | toJson }}
      imagePullPolicy: {{ $values.image.pull }}
      {{- $run := ternary $values.migration $values (eq .part "migration") }}
      {{- with $run.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $run.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if eq .part "main" }}
      {{- include "service.ports" .root | nindent 6 }}
      {{- include "service.probes" .root | nindent 6 }}
      {{- end }}
      {{- include "service.environment" .root | nindent 6 }}
      resources:
        requests:
          cpu: {{ toJson $values.cpu }}
          memory: {{ toJson $values.memory }}
        limits:
          {{- with $values.cpuLimit }}
          cpu: {{ toJson . }}
          {{- end }}
          memory: {{ $values.memoryLimit | default $values.memory | toJson }}
      securityContext:
        allowPrivilegeEscalation: false
        capabilities: {drop: [ALL]}
        readOnlyRootFilesystem: {{ $values.securityContext.readOnlyRootFilesystem }}
      volumeMounts:
        {{- include "service.mounts" .root | nindent 8 }}
  volumes:
    {{- include "service.volumes" .root | nindent 4 }}
{{- end -}}

{{- define "service.ports" -}}
{{- if or .Values.port .Values.ports .Values.metrics.port -}}
ports:
{{- with .Values.port }}
  - {name: main, containerPort: {{ int . }}, protocol: TCP}
{{- end }}
{{- range $name, $port := .Values.ports }}
  - {name: {{ toJson $name }}, containerPort: {{ int ($port.target | default $port.port) }}, protocol: {{ $port.protocol | default "TCP" }}}
{{- end }}
{{- if and .Values.metrics.port (ne (int .Values.metrics.port) (int .Values.port)) }}
  - {name: metrics, containerPort: {{ int .Values.metrics.port }}, protocol: TCP}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "service.probes" -}}
{{- $health := .Values.health -}}
{{- if and (include "service.isDeployment" .) (or $health.path $health.command $health.tcp) -}}
startupProbe:
  {{- include "service.probe" (dict "values" .Values "path" ($health.livenessPath | default $health.path)) | nindent 2 }}
  periodSeconds: 2
  timeoutSeconds: {{ int $health.timeoutSeconds }}
  failureThreshold: {{ max 1 (div (int $health.startupSeconds) 2) }}
readinessProbe:
  {{- include "service.probe" (dict "values" .Values "path" $health.path) | nindent 2 }}
  periodSeconds: {{ int $health.periodSeconds }}
  timeoutSeconds: {{ int $health.timeoutSeconds }}
  failureThreshold: {{ int $health.failures }}
livenessProbe:
  {{- include "service.probe" (dict "values" .Values "path" ($health.livenessPath | default $health.path)) | nindent 2 }}
  periodSeconds: {{ int $health.periodSeconds }}
  timeoutSeconds: {{ int $health.timeoutSeconds }}
  failureThreshold: {{ max 3 (int $health.failures) }}
{{- end -}}
{{- if include "service.isDeployment" . }}
{{- with .Values.shutdown.command }}
lifecycle:
  preStop:
    exec:
      command:
        {{- toYaml . | nindent 8 }}
{{- else }}
{{- with int .Values.shutdown.delaySeconds }}
lifecycle:
  preStop: {sleep: {seconds: {{ . }}}}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "service.probe" -}}
{{- $health := .values.health -}}
{{- if $health.command -}}
exec:
  command:
    {{- toYaml $health.command | nindent 4 }}
{{- else if $health.tcp -}}
tcpSocket: {port: {{ int ($health.port | default .values.port) }}}
{{- else -}}
httpGet: {path: {{ toJson .path }}, port: {{ int ($health.port | default .values.port) }}, scheme: {{ $health.scheme }}}
{{- end -}}
{{- end -}}

{{/* In the order of names, so that nothing changes where nothing was changed. A name is set once. */}}
{{- define "service.environment" -}}
{{- $all := dict -}}
{{- range $name, $text := .Values.env -}}
{{- $_ := set $all $name (dict "name" $name "value" $text) -}}
{{- end -}}
{{- range $name, $from := .Values.secrets -}}
{{- include "service.once" (list $all $name "secrets") -}}
{{- $_ := set $all $name (dict "name" $name "valueFrom" (dict "secretKeyRef" (dict "name" $from.secret "key" $from.key))) -}}
{{- end -}}
{{- range $binding, $resource := .Values.resources -}}
{{- $secret := $resource.secret | default (printf "%s-%s" $resource.resource ($resource.role | default "readwrite")) -}}
{{- range $name, $key := $resource.env -}}
{{- include "service.once" (list $all $name (printf "resources.%s" $binding)) -}}
{{- $_ := set $all $name (dict "name" $name "valueFrom" (dict "secretKeyRef" (dict "name" $secret "key" $key))) -}}
{{- end -}}
{{- end -}}
{{- with $all -}}
env:
{{- range $name := keys . | sortAlpha }}
  - {{ toJson (index $all $name) }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "service.once" -}}
{{- if hasKey (index . 0) (index . 1) -}}
{{- fail (printf "%s sets %s, which is set elsewhere too; set it once, or take the other away with null" (index . 2) (index . 1)) -}}
{{- end -}}
{{- end -}}

{{- define "service.mounts" -}}
- {name: tmp, mountPath: /tmp}
{{- range $path, $file := .Values.files }}
- {name: files, mountPath: {{ toJson $path }}, subPath: {{ include "service.fileKey" $path }}, readOnly: true}
{{- end }}
{{- range $name, $volume := .Values.volumes }}
- {{ toJson (merge (dict "name" (printf "volume-%s" $name) "mountPath" $volume.mount "readOnly" ($volume.readOnly | default (hasKey $volume "secret"))) (ternary (dict "subPath" $volume.path) dict (hasKey $volume "path"))) }}
{{- end }}
{{- end -}}

{{- define "service.volumes" -}}
- {name: tmp, emptyDir: {sizeLimit: {{ toJson .Values.temporaryDisk }}}}
{{- with .Values.files }}
- name: files
  configMap:
    name: {{ printf "%s-files" $.Values.name | toJson }}
    items:
    {{- range $path, $file := . }}
      - {key: {{ include "service.fileKey" $path }}, path: {{ include "service.fileKey" $path }}, mode: {{ include "service.mode" ($file.mode | default "0444") }}}
    {{- end }}
{{- end }}
{{- range $name, $volume := .Values.volumes }}
- name: {{ printf "volume-%s" $name | toJson }}
  {{- if $volume.claim }}
  persistentVolumeClaim: {claimName: {{ toJson $volume.claim }}}
  {{- else if $volume.secret }}
  secret: {secretName: {{ toJson $volume.secret }}}
  {{- else }}
  emptyDir: {sizeLimit: {{ toJson $volume.size }}}
  {{- end }}
{{- end }}
{{- end -}}

{{/* Of a path, which may hold what keys of config maps may not. */}}
{{- define "service.fileKey" -}}
{{- printf "file-%s" (. | sha256sum | trunc 12) -}}
{{- end -}}

{{/* Octal digits as the number that Kubernetes takes. */}}
{{- define "service.mode" -}}
{{- $mode := 0 -}}
{{- range $digit := splitList "" . -}}{{- $mode = add (mul $mode 8) (int $digit) -}}{{- end -}}
{{- $mode -}}
{{- end -}}

{{- define "service.scheduling" -}}
{{- $values := .root.Values -}}
{{- with $values.scheduling.priorityClass }}
priorityClassName: {{ toJson . }}
{{- end }}
{{- with $values.scheduling.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.scheduling.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.scheduling.near }}
affinity:
  podAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 50
        podAffinityTerm:
          topologyKey: topology.kubernetes.io/zone
          labelSelector: {matchLabels: {fairway.dev/service: {{ toJson . }}}}
{{- end }}
{{- if and (include "service.isDeployment" .root) (eq .part "main") (ne $values.scheduling.spread "none") }}
topologySpreadConstraints:
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq $values.scheduling.spread "required") }}
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "service.selector" $ | nindent 8 }}
{{- end }}
{{- end }}
{{- end -}}
