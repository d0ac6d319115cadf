package dev.fairway.delivery.transfer;

import dev.fairway.access.Actor;
import dev.fairway.access.CurrentActor;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.git.RepositoryRenamed;
import dev.fairway.shared.PlatformException;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.http.server.GitServlet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Says who may use which repository before Git's protocol begins. What it refuses it answers as plain text, which the program
 * git shows to whoever called it.
 */
class GitEndpoint extends HttpServlet {

    static final String REPOSITORY = "fairway.repository";

    private static final Pattern ADDRESS =
            Pattern.compile("/([^/]+)/([a-z0-9-]+)(?:\\.git)?/(info/refs|git-upload-pack|git-receive-pack)");
    private static final String PUSH = "git-receive-pack";
    private static final String FETCH = "git-upload-pack";

    private final transient GitServlet git;
    private final transient Repositories repositories;

    GitEndpoint(GitServlet git, Repositories repositories) {
        this.git = git;
        this.repositories = repositories;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        ServletContext context = CallersMistakes.leftOutOf(config.getServletContext());
        git.init(new ServletConfig() {
            @Override
            public String getServletName() {
                return config.getServletName();
            }

            @Override
            public ServletContext getServletContext() {
                return context;
            }

            @Override
            public @Nullable String getInitParameter(String name) {
                return config.getInitParameter(name);
            }

            @Override
            public Enumeration<String> getInitParameterNames() {
                return config.getInitParameterNames();
            }
        });
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Actor> actor = CurrentActor.find();
        if (actor.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Fairway\", charset=\"UTF-8\"");
            answer(
                    response,
                    401,
                    "Sign in with your e-mail and a personal token as the password; Fairway makes one on the page of your settings");
            return;
        }
        Matcher address = ADDRESS.matcher(String.valueOf(request.getPathInfo()));
        String service = address.matches() ? service(request, address.group(3)) : "";
        if (!service.equals(PUSH) && !service.equals(FETCH)) {
            answer(response, 404, "There is no repository here; its address is /git/<team>/<name>.git");
            return;
        }
        try {
            HostedRepository repository = repositories.get(RepositoryName.of(address.group(1), address.group(2)));
            if (service.equals(PUSH)) {
                repository.requireWriter(actor.get());
            }
            request.setAttribute(REPOSITORY, repository);
        } catch (RepositoryRenamed renamed) {
            lead(request, response, service, renamed);
            return;
        } catch (PlatformException refused) {
            answer(response, refused.status(), String.valueOf(refused.getMessage()));
            return;
        }
        git.service(service.equals(PUSH) ? new PatientRequest(request) : request, response);
    }

    /**
     * Whoever reads is sent on, as the program git follows at the begin of the protocol. Whoever pushes is told, as what changes something
     * should not depend on a name that another repository may take.
     */
    private static void lead(
            HttpServletRequest request, HttpServletResponse response, String service, RepositoryRenamed renamed)
            throws IOException {
        RepositoryName now = renamed.now();
        String address = "%s%s/%s/%s.git"
                .formatted(
                        request.getContextPath(),
                        request.getServletPath(),
                        UriUtils.encodePathSegment(now.owner(), StandardCharsets.UTF_8),
                        now.name());
        boolean isBegin = String.valueOf(request.getPathInfo()).endsWith("/info/refs");
        if (service.equals(FETCH) && isBegin) {
            response.setHeader("Location", "%s/info/refs?service=%s".formatted(address, FETCH));
            answer(response, 302, renamed.reason());
        } else {
            answer(
                    response,
                    renamed.status(),
                    "%s; its address ends with %s, so type: git remote set-url origin <address>"
                            .formatted(renamed.reason(), address));
        }
    }

    /** What somebody says before the first line of the protocol is in the query. */
    private static String service(HttpServletRequest request, String path) {
        return path.equals("info/refs") ? String.valueOf(request.getParameter("service")) : path;
    }

    private static void answer(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
