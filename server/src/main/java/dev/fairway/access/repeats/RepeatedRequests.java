package dev.fairway.access.repeats;

import dev.fairway.access.Actor;
import dev.fairway.access.CurrentActor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.IdempotencyKey.Use;
import dev.fairway.access.Requires;
import dev.fairway.access.repeats.Answers.Answer;
import dev.fairway.shared.InvalidInput;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Carries a POST with an {@code Idempotency-Key} out in one transaction with the note of its answer, so that whatever
 * happens either both are there or neither. One that fails leaves no note, and may be sent again.
 */
@Component
class RepeatedRequests extends OncePerRequestFilter {

    private static final String REPLAYED = "Idempotency-Replayed";

    /** Filters are made while the database still starts; what needs it is made later. */
    private final ObjectProvider<Answers> answers;

    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final RequestMappingHandlerMapping operations;

    RepeatedRequests(
            ObjectProvider<Answers> answers,
            ObjectProvider<PlatformTransactionManager> transactions,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping operations) {
        this.answers = answers;
        this.transactions = transactions;
        this.operations = operations;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(Asked.HEADER) == null
                || !HttpMethod.POST.matches(request.getMethod())
                || !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> actor = CurrentActor.find();
        HandlerMethod operation = operation(request);
        if (actor.isEmpty() || operation == null || !isCarriedOutOnce(operation, actor.get())) {
            chain.doFilter(request, response);
            return;
        }
        KeptBody kept = new KeptBody(request);
        Asked asked = Asked.of(actor.get(), String.valueOf(request.getHeader(Asked.HEADER)), kept);
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        Optional<Answer> earlier = carryOut(asked, kept, answer, chain);
        if (earlier.isPresent()) {
            answerAgain(earlier.get(), response);
        } else {
            answer.copyBodyToResponse();
        }
    }

    /** @return the earlier answer; empty when it was carried out now */
    private Optional<Answer> carryOut(
            Asked asked, KeptBody request, ContentCachingResponseWrapper response, FilterChain chain)
            throws ServletException, IOException {
        Answers known = answers.getObject();
        PlatformTransactionManager database = transactions.getObject();
        TransactionStatus work = database.getTransaction(TransactionDefinition.withDefaults());
        try {
            Optional<Answer> earlier = known.claim(asked);
            if (earlier.isEmpty()) {
                chain.doFilter(request, response);
                if (response.getStatus() < 300) {
                    known.keep(
                            asked,
                            new Answer(
                                    response.getStatus(), response.getContentType(), response.getContentAsByteArray()));
                    database.commit(work);
                }
            }
            return earlier;
        } finally {
            if (!work.isCompleted()) {
                database.rollback(work);
            }
        }
    }

    private static void answerAgain(Answer earlier, HttpServletResponse response) throws IOException {
        response.setStatus(earlier.status());
        response.setHeader(REPLAYED, "true");
        if (earlier.contentType() != null) {
            response.setContentType(earlier.contentType());
        }
        response.getOutputStream().write(earlier.body());
    }

    private static boolean isCarriedOutOnce(HandlerMethod operation, Actor actor) {
        Requires requires = operation.getMethodAnnotation(Requires.class);
        if (requires == null || !requires.value().isGrantedTo(actor)) {
            return false;
        }
        IdempotencyKey key = operation.getMethodAnnotation(IdempotencyKey.class);
        if (key != null && key.value() == Use.REFUSED) {
            throw new InvalidInput(
                    Asked.HEADER,
                    "is not taken here: the answer holds a secret, which cannot be answered again; send it without");
        }
        return key == null;
    }

    private @Nullable HandlerMethod operation(HttpServletRequest request) throws ServletException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain found = operations.getHandler(request);
            return found != null && found.getHandler() instanceof HandlerMethod method ? method : null;
        } catch (ServletException refused) {
            throw refused;
        } catch (Exception failure) {
            throw new ServletException(failure);
        }
    }
}
