package dev.userservice.web;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Closes the connection of whoever was answered before all of the body was there: Tomcat would wait for the rest. It
 * stands before all of Tomcat, which answers some requests (<code>OPTIONS *</code>) before any valve or filter.
 */
final class UnreadBodies implements Adapter {

    private final Adapter tomcat;

    private UnreadBodies(Adapter tomcat) {
        this.tomcat = tomcat;
    }

    static void closeTheConnectionsOf(Connector connector) {
        connector.addLifecycleListener(event -> {
            // the connector makes its adapter when it is initialised
            if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                var protocol = connector.getProtocolHandler();
                protocol.setAdapter(new UnreadBodies(protocol.getAdapter()));
            }
        });
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        tomcat.service(request, response);
        closeIfUnread(request);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        boolean goesOn = tomcat.asyncDispatch(request, response, event);
        closeIfUnread(request);
        return goesOn;
    }

    private static void closeIfUnread(Request request) {
        if (!is(ActionCode.ASYNC_IS_ASYNC, request) && !is(ActionCode.REQUEST_BODY_FULLY_READ, request)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean is(ActionCode question, Request request) {
        AtomicBoolean answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return tomcat.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long millis) {
        tomcat.log(request, response, millis);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        tomcat.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return tomcat.getDomain();
    }
}
