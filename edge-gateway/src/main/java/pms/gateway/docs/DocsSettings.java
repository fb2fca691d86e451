package pms.gateway.docs;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the page to read and try the API is made of.
 *
 * @param swaggerUiVersion of the web jar inside this jar; set by the build
 */
@ConfigurationProperties("pms.docs")
record DocsSettings(String swaggerUiVersion) {}
