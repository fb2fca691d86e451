package pms.gateway.console;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The web jars inside this jar that the console is made of; set by the build.
 *
 * @param htmVersion of htm, which brings Preact
 * @param uplotVersion of uPlot
 */
@ConfigurationProperties("pms.console")
record ConsoleSettings(String htmVersion, String uplotVersion) {}
