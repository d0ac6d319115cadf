package dev.fairway.delivery.transfer;

import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Git's protocol under {@code /git}, each repository under the name it has at that moment. */
@Configuration(proxyBeanMethods = false)
class GitConfiguration {

    static final int LONGEST_SILENCE_SECONDS = 60;

    private static final String PROTOCOL = "Git-Protocol";

    @Bean
    ServletRegistrationBean<GitEndpoint> gitEndpoint(
            Repositories repositories, GitFolders folders, Receiving receiving) {
        GitServlet git = new GitServlet();
        git.setAsIsFileService(AsIsFileService.DISABLED);
        git.setRepositoryResolver(
                (request, name) -> folders.open(repository(request).id()));
        git.setUploadPackFactory(GitConfiguration::sending);
        git.setReceivePackFactory((request, opened) -> receiving.into(repository(request), opened));
        ServletRegistrationBean<GitEndpoint> registration =
                new ServletRegistrationBean<>(new GitEndpoint(git, repositories), "/git/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    private static UploadPack sending(HttpServletRequest request, Repository opened) {
        UploadPack sending = new UploadPack(opened);
        sending.setTimeout(LONGEST_SILENCE_SECONDS);
        sending.setRefFilter(GitFolders.SHOWN);
        String protocol = request.getHeader(PROTOCOL);
        if (protocol != null) {
            sending.setExtraParameters(List.of(protocol.split(":")));
        }
        return sending;
    }

    private static HostedRepository repository(HttpServletRequest request) {
        return (HostedRepository) Objects.requireNonNull(request.getAttribute(GitEndpoint.REPOSITORY));
    }
}
