package dev.fairway.delivery.transfer;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.errors.UnpackException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Git's servlet writes every push that it refuses to the log as an error; whoever pushed is told, and nobody else has to be. */
final class CallersMistakes {

    private static final Logger LOG = LoggerFactory.getLogger(CallersMistakes.class);

    private CallersMistakes() {}

    static ServletContext leftOutOf(ServletContext context) {
        return (ServletContext) Proxy.newProxyInstance(
                CallersMistakes.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                        isMistake(method, arguments) ? skipped(arguments) : passed(context, method, arguments));
    }

    private static boolean isMistake(Method method, @Nullable Object @Nullable [] arguments) {
        return method.getName().equals("log")
                && arguments != null
                && arguments.length == 2
                && (arguments[1] instanceof CorruptObjectException
                        || arguments[1] instanceof PackProtocolException
                        || arguments[1] instanceof TooLargeObjectInPackException
                        || arguments[1] instanceof TooLargePackException
                        || arguments[1] instanceof UnpackException);
    }

    private static @Nullable Object skipped(@Nullable Object @Nullable [] arguments) {
        LOG.debug("A push was refused", (Throwable) Objects.requireNonNull(arguments)[1]);
        return null;
    }

    private static @Nullable Object passed(
            ServletContext context, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(context, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
