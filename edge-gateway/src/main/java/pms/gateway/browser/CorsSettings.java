package pms.gateway.browser;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose pages may call from a browser.
 *
 * @param origins exact, for example {@code https://app.example.org}; none by default, and never all
 */
@ConfigurationProperties("pms.cors")
record CorsSettings(@DefaultValue List<String> origins) {

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");

    CorsSettings {
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("PMS_CORS_ORIGINS has to be a list of origins such as"
                        + " https://app.example.org, and this is none: " + origin);
            }
        }
        origins = List.copyOf(origins);
    }
}
