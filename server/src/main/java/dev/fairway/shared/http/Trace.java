package dev.fairway.shared.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id that is in each log line it causes and in the answer header {@code x-trace-id}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Trace extends OncePerRequestFilter {

    static final String HEADER = "x-trace-id";
    private static final String KEY = "trace";

    /** The id of the request that this thread serves, or {@code none} outside one. */
    public static String current() {
        return Objects.requireNonNullElse(MDC.get(KEY), "none");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = UUID.randomUUID().toString();
        response.setHeader(HEADER, id);
        try (MDC.MDCCloseable closed = MDC.putCloseable(KEY, id)) {
            chain.doFilter(request, response);
        }
    }
}
