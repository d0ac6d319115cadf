package dev.fairway.delivery.releases;

/**
 * What brings a cluster that Fairway does not reach to {@code platform/deployments}: the objects that Argo CD and Flux are told
 * by. Both read the main branch, apply {@code <environment>/<service>}, and take away what is no longer there.
 */
final class FollowerManifests {

    private FollowerManifests() {}

    /** One application for each service of an environment, as one set. @param repository address to clone from */
    static String argoCd(String environment, String repository) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: ApplicationSet
                metadata:
                  name: fairway-%1$s
                  namespace: argocd
                spec:
                  goTemplate: true
                  goTemplateOptions: [missingkey=error]
                  generators:
                    - git:
                        repoURL: %2$s
                        revision: main
                        directories:
                          - path: %1$s/*
                  template:
                    metadata:
                      name: '{{.path.basename}}-%1$s'
                      finalizers: [resources-finalizer.argocd.argoproj.io]
                    spec:
                      project: default
                      source:
                        repoURL: %2$s
                        targetRevision: main
                        path: '{{.path.path}}'
                      destination:
                        server: https://kubernetes.default.svc
                      syncPolicy:
                        automated:
                          prune: true
                          selfHeal: true
                        syncOptions: [ServerSideApply=true]
                """.formatted(environment, repository);
    }

    /** All services of an environment at once. @param repository address to clone from */
    static String flux(String environment, String repository) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata:
                  name: fairway-deployments
                  namespace: flux-system
                spec:
                  interval: 1m
                  url: %2$s
                  ref:
                    branch: main
                  secretRef:
                    name: fairway-deployments
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: fairway-%1$s
                  namespace: flux-system
                spec:
                  interval: 5m
                  path: ./%1$s
                  prune: true
                  wait: true
                  sourceRef:
                    kind: GitRepository
                    name: fairway-deployments
                """.formatted(environment, repository);
    }
}
