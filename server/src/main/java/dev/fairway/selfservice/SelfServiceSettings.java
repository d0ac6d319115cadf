package dev.fairway.selfservice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remindAfter how long a request waits for approval until those who are asked are reminded, and again each time
 * @param escalateAfter how long until administrators are asked as well
 * @param expireAfter how long until it ends without approval
 * @param approveWithoutSignIn whether a link in a mail lets its recipient decide without signing in
 * @param githubUrl of the API of GitHub
 * @param gitlabUrl of GitLab
 * @param azureDevopsUrl of Azure DevOps
 * @param aiUrl of a server of language models, as its clients begin their addresses; blank for none
 * @param aiModel which model is asked where a step does not say
 * @param scripts whether actions may run scripts on the machine of the server
 * @param scriptTimeout how long a script may take
 * @param keepRuns how long runs that have ended are kept with their logs
 */
@ConfigurationProperties("fairway.selfservice")
public record SelfServiceSettings(
        @DefaultValue("1d") Duration remindAfter,
        @DefaultValue("3d") Duration escalateAfter,
        @DefaultValue("14d") Duration expireAfter,
        @DefaultValue("false") boolean approveWithoutSignIn,
        @DefaultValue("https://api.github.com") String githubUrl,
        @DefaultValue("https://gitlab.com") String gitlabUrl,
        @DefaultValue("https://dev.azure.com") String azureDevopsUrl,
        @DefaultValue("") String aiUrl,
        @DefaultValue("") String aiModel,
        @DefaultValue("false") boolean scripts,
        @DefaultValue("5m") Duration scriptTimeout,
        @DefaultValue("400d") Duration keepRuns) {}
