package pms.cli.up;

import java.nio.file.Path;
import java.util.List;

/** The JDK that runs the services: the one that runs this command. */
final class JavaRuntime {
    private static final int FIRST_WITH_AOT_IN_ONE_STEP = 25;
    private static final int FIRST_THAT_TRIMS = 23;

    private JavaRuntime() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String version() {
        return Runtime.version().toString();
    }

    /** The option that records loaded classes into a cache when the JVM ends. */
    static String record(Path cache) {
        return (hasAot() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache;
    }

    /** The options that start from such a cache, silently without it when it does not fit. */
    static List<String> use(Path cache) {
        return List.of((hasAot() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache, "-Xlog:disable");
    }

    /** The option by which glibc gives back every two seconds what the compilers needed; none where a JVM would refuse it. */
    static List<String> trimmed() {
        return Runtime.version().feature() < FIRST_THAT_TRIMS ? List.of() : List.of("-XX:TrimNativeHeapInterval=2000");
    }

    private static boolean hasAot() {
        return Runtime.version().feature() >= FIRST_WITH_AOT_IN_ONE_STEP;
    }
}
