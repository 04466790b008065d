package dev.demo;

import java.net.URI;

/** Comes to services in containers once, and registers the demo users if there are none yet and {@code DEMO} is not off. */
final class Companion {

    private Companion() {}

    public static void main(String[] arguments) {
        if ("off".equals(System.getenv("DEMO"))) {
            System.out.println("No demo users are wanted");
            return;
        }
        var demo = new DemoImport(URI.create(System.getenv("AUTH_SERVICE_URL")), System.getenv("AUTH_SERVICE_TOKEN"));
        System.out.println(demo.isNeeded() ? demo.run() : "The demo users are there already");
    }
}
