package dev.demo;

import java.net.URI;

/** Comes to services in containers once, and registers the demo users if there are none yet. */
final class Companion {

    private Companion() {}

    public static void main(String[] arguments) {
        var demo = new DemoImport(URI.create(System.getenv("AUTH_SERVICE_URL")), System.getenv("AUTH_SERVICE_TOKEN"));
        System.out.println(demo.isNeeded() ? demo.run() : "The demo users are there already");
    }
}
