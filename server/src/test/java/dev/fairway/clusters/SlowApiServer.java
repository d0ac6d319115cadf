package dev.fairway.clusters;

import java.util.concurrent.CountDownLatch;

/** Stands before the API server. While it is slow, changes are made, and from the first one on there are no answers. */
public final class SlowApiServer extends StoppingApiServer {

    private volatile boolean isSlow;
    private volatile boolean hangs;
    private volatile CountDownLatch fast = new CountDownLatch(1);

    public SlowApiServer(ControlPlane plane) {
        super(plane, Integer.MAX_VALUE);
    }

    public void slowDown() {
        fast = new CountDownLatch(1);
        isSlow = true;
    }

    /** It answers again, also what it was asked before. */
    public void hasten() {
        isSlow = false;
        hangs = false;
        fast.countDown();
    }

    @Override
    boolean isAnswered(boolean isChange) {
        hangs = hangs || (isSlow && isChange);
        if (hangs) {
            try {
                fast.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    @Override
    public void close() {
        hasten();
        super.close();
    }
}
