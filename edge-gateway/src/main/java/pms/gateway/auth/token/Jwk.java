package pms.gateway.auth.token;

/** A public RSA key as RFC 7517 writes it; the names are the RFC's. */
record Jwk(String kty, String use, String alg, String kid, String n, String e) {}
