package pms.gateway.routing;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the services behind listen for HTTP. */
@ConfigurationProperties("pms.parts")
public record PartSettings(URI commandSide, URI querySide, URI billingGrpc, URI analyticsProjector) {}
