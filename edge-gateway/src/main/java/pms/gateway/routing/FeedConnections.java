package pms.gateway.routing;

import reactor.netty.http.client.HttpClient;

/**
 * The connections that feeds have to themselves.
 *
 * @param client not a bean, so that nobody takes it for the one that all else is asked by
 */
record FeedConnections(HttpClient client) {}
