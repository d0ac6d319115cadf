package dev.fairway.shared.http;

import dev.fairway.shared.TooLarge;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes bodies of up to 1 MiB, and of up to 5 MB where many things are sent at once; more is 413. What Git sends has a limit
 * of its own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit extends OncePerRequestFilter {

    private static final long USUAL = 1024L * 1024;
    private static final long BULK = 5_000_000;

    private final JsonMapper json;

    BodyLimit(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/git/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            refuse(response, limit);
            return;
        }
        try {
            chain.doFilter(new Limited(request, limit), response);
        } catch (BodyTooLarge tooLarge) {
            refuse(response, limit);
        }
    }

    private static long limit(String path) {
        boolean isBulk = path.endsWith("/bulk")
                || path.startsWith("/v1/imports")
                || (path.startsWith("/v1/repositories/") && path.endsWith("/commits"))
                || (path.startsWith("/v1/git-hosts/") && path.endsWith("/webhook"));
        return isBulk ? BULK : USUAL;
    }

    private void refuse(HttpServletResponse response, long limit) throws IOException {
        response.setStatus(413);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(
                response.getOutputStream(),
                ErrorAnswer.of(new TooLarge("The body", limit, "send it in smaller parts")));
    }

    /** The body turned out larger than its header said. */
    static final class BodyTooLarge extends IOException {
        BodyTooLarge() {
            super("The body is larger than what is taken here");
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), limit);
        }
    }

    private static final class Counting extends ServletInputStream {

        private final ServletInputStream body;
        private long left;

        Counting(ServletInputStream body, long limit) {
            this.body = body;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) throws BodyTooLarge {
            left -= bytes;
            if (left < 0) {
                throw new BodyTooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
