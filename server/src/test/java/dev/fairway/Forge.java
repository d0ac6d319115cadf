package dev.fairway;

import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import java.util.List;
import java.util.function.Function;

/** What stands for GitHub and GitLab: answers as the test at hand says, in the shapes of their published APIs. */
public final class Forge {

    private static volatile Function<Request, Answer> answers = request -> Answer.of(404, "");
    private static final RecordingServer SERVER = new RecordingServer(request -> answers.apply(request));

    private Forge() {}

    static String url() {
        return SERVER.url("");
    }

    /** @return what was asked before */
    public static int answer(Function<Request, Answer> how) {
        answers = how;
        return SERVER.requests().size();
    }

    /** @param from how many were asked before */
    public static List<Request> requests(int from) {
        List<Request> all = SERVER.requests();
        return all.subList(from, all.size());
    }
}
