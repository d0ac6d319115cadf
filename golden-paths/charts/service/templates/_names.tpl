{{/* Whether the environment is one of those that count as production. */}}
{{- define "service.isProduction" -}}
{{- if has .Values.environment .Values.platform.production }}yes{{ end -}}
{{- end -}}

{{- define "service.isDeployment" -}}
{{- if has .Values.kind (list "service" "worker") }}yes{{ end -}}
{{- end -}}

{{/* By digest where there is one; a tag alone may be moved to another image, so production refuses it. */}}
{{- define "service.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{- printf "%s%s@%s" $image.repository (ternary (printf ":%s" $image.tag) "" (not (empty $image.tag))) $image.digest -}}
{{- else if include "service.isProduction" . -}}
{{- fail (printf "image.digest is missing: %s runs images by digest only, as a tag may be moved; release a build, which writes it" .Values.environment) -}}
{{- else -}}
{{- printf "%s:%s" $image.repository $image.tag -}}
{{- end -}}
{{- end -}}

{{- define "service.account" -}}
{{- .Values.serviceAccount.name | default .Values.name -}}
{{- end -}}

{{/* Of a part of the service: main, or migration. What selects pods is never more than these, as selectors cannot change. */}}
{{- define "service.selector" -}}
app.kubernetes.io/name: {{ .root.Values.name | toJson }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "service.labels" -}}
{{- $values := .root.Values -}}
{{- $release := $values.release | default dict -}}
{{- $labels := dict
  "app.kubernetes.io/name" $values.name
  "app.kubernetes.io/component" .part
  "app.kubernetes.io/managed-by" "fairway"
  "fairway.dev/service" $values.name
  "fairway.dev/kind" $values.kind
  "fairway.dev/team" $values.team
  "fairway.dev/environment" $values.environment -}}
{{- with $values.system }}{{ $_ := set $labels "app.kubernetes.io/part-of" . }}{{ end -}}
{{- with $values.costCentre }}{{ $_ := set $labels "fairway.dev/cost-centre" . }}{{ end -}}
{{- with $values.dataClass }}{{ $_ := set $labels "fairway.dev/data-class" . }}{{ end -}}
{{- with $release.version | default $values.image.tag -}}
{{- $_ := set $labels "app.kubernetes.io/version" (include "service.labelValue" .) -}}
{{- $_ := set $labels "fairway.dev/version" (include "service.labelValue" .) -}}
{{- end -}}
{{- with $release.commit }}{{ $_ := set $labels "fairway.dev/commit" (trunc 40 .) }}{{ end -}}
{{- toYaml $labels -}}
{{- end -}}

{{/* Tags may begin, end and be longer than labels may. */}}
{{- define "service.labelValue" -}}
{{- regexReplaceAll "^[^A-Za-z0-9]+|[^A-Za-z0-9]+$" (trunc 63 .) "" -}}
{{- end -}}

{{/* What every object has. Waves are applied from the smallest to the greatest, each when the one before is ready. */}}
{{- define "service.metadata" -}}
{{- $values := .root.Values -}}
{{- $release := $values.release | default dict -}}
{{- $annotations := dict "fairway.dev/wave" (toString (.wave | default "0")) -}}
{{- with $release.number }}{{ $_ := set $annotations "fairway.dev/release" (toString (int64 .)) }}{{ end -}}
{{- with $release.by }}{{ $_ := set $annotations "fairway.dev/released-by" . }}{{ end -}}
{{- with $values.repository }}{{ $_ := set $annotations "fairway.dev/repository" . }}{{ end -}}
{{- with $values.expires }}{{ $_ := set $annotations "fairway.dev/expires" . }}{{ end -}}
{{- with $values.rollout.after }}{{ $_ := set $annotations "fairway.dev/after" (join "," .) }}{{ end -}}
{{- with $values.sleep }}{{ $_ := set $annotations "fairway.dev/sleep" (printf "%s %s-%s %s" .days .from .to (.timeZone | default "Etc/UTC")) }}{{ end -}}
{{- if $values.paused }}{{ $_ := set $annotations "fairway.dev/paused-replicas" (toString (int64 $values.replicas)) }}{{ end -}}
name: {{ .name | default $values.name | toJson }}
namespace: {{ .root.Release.Namespace | toJson }}
labels:
  {{- include "service.labels" (dict "root" .root "part" (.part | default "main")) | nindent 2 }}
annotations:
  {{- toYaml (merge $annotations (.annotations | default dict)) | nindent 2 }}
{{- end -}}

{{/* Of a job, which cannot change: another one for each release, and whenever its pods would be others. */}}
{{- define "service.jobName" -}}
{{- $release := .root.Values.release | default dict -}}
{{- printf "%s%s-%s%s" .root.Values.name .suffix (ternary (printf "r%d-" (int64 ($release.number | default 0))) "" (not (empty $release.number))) (print (include "service.pod" .) (ternary (toJson .root.Values.job) "" (eq .part "main")) | sha256sum | trunc 8) -}}
{{- end -}}

{{- define "service.intOrPercent" -}}
{{- if hasSuffix "%" . }}{{ toJson . }}{{ else }}{{ int . }}{{ end -}}
{{- end -}}
