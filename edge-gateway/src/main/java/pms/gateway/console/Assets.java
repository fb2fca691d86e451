package pms.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import pms.gateway.files.StaticFile;

/**
 * All files of the console by their names, for example {@code core/session.js}.
 *
 * @param version of all of them together: their addresses hold it, so that what has an address never changes
 * @param page the one that leads to the others
 */
record Assets(String version, StaticFile page, Map<String, StaticFile> files) {

    private static final String ROOT = "console/";
    private static final String PAGE = "index.html";
    private static final String VERSION_IN_PAGE = "{version}";
    private static final int VERSION_BYTES = 8;

    @Nullable
    StaticFile file(String askedVersion, String name) {
        return askedVersion.equals(version) ? files.get(name) : null;
    }

    /** Reads the jar: not for an event loop. */
    static Assets read(ConsoleSettings settings) throws IOException {
        TreeMap<String, byte[]> found = own();
        found.putAll(libraries(settings));
        String version = version(found);
        String page = new String(found.remove(PAGE), StandardCharsets.UTF_8).replace(VERSION_IN_PAGE, version);
        Map<String, StaticFile> files = new HashMap<>();
        for (Map.Entry<String, byte[]> file : found.entrySet()) {
            files.put(file.getKey(), StaticFile.of(file.getKey(), file.getValue()));
        }
        return new Assets(version, StaticFile.of(PAGE, page.getBytes(StandardCharsets.UTF_8)), Map.copyOf(files));
    }

    private static TreeMap<String, byte[]> own() throws IOException {
        TreeMap<String, byte[]> found = new TreeMap<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + ROOT + "**/*.*")) {
            String url = file.getURL().toString();
            found.put(url.substring(url.lastIndexOf("/" + ROOT) + ROOT.length() + 1), bytes(file));
        }
        return found;
    }

    private static Map<String, byte[]> libraries(ConsoleSettings settings) throws IOException {
        String htm = "META-INF/resources/_static/htm/" + settings.htmVersion() + "/";
        String uplot = "META-INF/resources/webjars/uplot/" + settings.uplotVersion() + "/dist/";
        return Map.of(
                "lib/preact.js", bytes(new ClassPathResource(htm + "preact/standalone.module.js")),
                "lib/uplot.js", bytes(new ClassPathResource(uplot + "uPlot.iife.min.js")),
                "lib/uplot.css", bytes(new ClassPathResource(uplot + "uPlot.min.css")));
    }

    private static byte[] bytes(Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String version(TreeMap<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                digest.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
