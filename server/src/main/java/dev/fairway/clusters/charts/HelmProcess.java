package dev.fairway.clusters.charts;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.marcnuri.helm.jni.Result;
import com.marcnuri.helm.jni.TemplateOptions;
import com.sun.jna.Native;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/** The process that has Helm's library, and nothing of Fairway but this. Answers renders until its input ends. */
final class HelmProcess {

    /** Of a text that is none. */
    private static final int NONE = -1;

    private final HelmLib library;

    private HelmProcess(HelmLib library) {
        this.library = library;
    }

    /** @param arguments the folder that the library is unpacked in for as long as loading it takes */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataOutputStream answers = new DataOutputStream(System.out);
        BlockingQueue<Call> calls = new SynchronousQueue<>();
        Thread.ofPlatform().daemon().start(() -> read(new DataInputStream(System.in), calls));
        try {
            HelmProcess process = new HelmProcess(library(Path.of(arguments[0])));
            send(answers, null);
            while (true) {
                process.answer(calls.take(), answers);
            }
        } catch (LinkageError | IOException | NullPointerException failure) {
            send(answers, String.valueOf(failure.getMessage()));
        }
    }

    /** In a thread of its own, so that a render that does not end does not outlive Fairway. */
    private static void read(DataInputStream from, BlockingQueue<Call> calls) {
        try {
            while (true) {
                calls.put(Call.read(from));
            }
        } catch (IOException | InterruptedException ended) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(Call call, DataOutputStream answers) throws IOException {
        Result result = library.Template(call.options());
        try {
            send(answers, result.err);
            send(answers, result.out);
        } finally {
            library.Free(result);
        }
    }

    /** Not by the library's own way, which downloads a library that is missing and runs it. */
    private static HelmLib library(Path folder) throws IOException {
        NativeLibrary found = Objects.requireNonNull(
                NativeLibrary.serviceProviderLibrary(HelmProcess.class.getClassLoader()), "it is not in the program");
        Path file = folder.resolve(found.getBinaryName());
        try (InputStream packed = found.getClass().getResourceAsStream("/" + found.getBinaryName())) {
            Files.copy(Objects.requireNonNull(packed, "it is not in the program"), file);
            return Native.load(file.toString(), HelmLib.class);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static void send(DataOutputStream to, @Nullable String text) throws IOException {
        if (text == null) {
            to.writeInt(NONE);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            to.writeInt(bytes.length);
            to.write(bytes);
        }
        to.flush();
    }

    static @Nullable String receive(DataInputStream from) throws IOException {
        int length = from.readInt();
        return length == NONE ? null : new String(from.readNBytes(length), StandardCharsets.UTF_8);
    }

    /**
     * One render.
     *
     * @param chart path of its folder
     * @param values path of their file, without a comma, which would make it two
     */
    record Call(
            @Nullable String chart,
            @Nullable String values,
            @Nullable String name,
            @Nullable String namespace,
            @Nullable String kubernetes) {

        void send(DataOutputStream to) throws IOException {
            HelmProcess.send(to, chart);
            HelmProcess.send(to, values);
            HelmProcess.send(to, name);
            HelmProcess.send(to, namespace);
            HelmProcess.send(to, kubernetes);
        }

        static Call read(DataInputStream from) throws IOException {
            return new Call(receive(from), receive(from), receive(from), receive(from), receive(from));
        }

        TemplateOptions options() {
            return new TemplateOptions(
                    name, "", chart, namespace, kubernetes, 0, 1, "", "", values, "", "", "", 0, 0, "", 0, "");
        }
    }
}
