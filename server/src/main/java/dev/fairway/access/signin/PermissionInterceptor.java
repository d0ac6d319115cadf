package dev.fairway.access.signin;

import dev.fairway.access.Actor;
import dev.fairway.access.CurrentActor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets an operation run only for those who have the permission it declares; one that declares none runs for nobody. */
class PermissionInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !isOurs(method)) {
            return true;
        }
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) {
            throw new Refused("This operation declares no permission, so nobody may use it");
        }
        if (requires.value() == Permission.NONE) {
            return true;
        }
        Actor actor = CurrentActor.find()
                .orElseThrow(
                        () -> new NotSignedIn("Sign in, or send a valid token as \"Authorization: Bearer <token>\""));
        if (!requires.value().isGrantedTo(actor)) {
            throw new Refused("%s needs the role Admin for this; ask an administrator".formatted(actor.name()));
        }
        return true;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("dev.fairway.");
    }
}
