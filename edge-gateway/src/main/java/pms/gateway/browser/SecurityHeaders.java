package pms.gateway.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/** What keeps a browser from guessing, framing, keeping and telling others. */
public final class SecurityHeaders {

    static final String CONTENT_POLICY = "Content-Security-Policy";
    static final String CACHE_CONTROL = "Cache-Control";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            CONTENT_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
            CACHE_CONTROL,
            "no-store");
    private static final Map<String, String> OVER_TLS = overTls();

    private SecurityHeaders() {}

    /**
     * Header names to values.
     *
     * @param secure whether the connection is one of TLS: in clear, a browser has to ignore a promise to stay with it
     */
    public static Map<String, String> of(boolean secure) {
        return secure ? OVER_TLS : ALWAYS;
    }

    private static Map<String, String> overTls() {
        Map<String, String> all = new LinkedHashMap<>(ALWAYS);
        all.put("Strict-Transport-Security", "max-age=31536000");
        return Map.copyOf(all);
    }
}
