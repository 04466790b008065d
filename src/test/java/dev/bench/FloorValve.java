package dev.bench;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The same before anything else sees the request: what the web server alone costs, and the way to Elasticsearch. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FloorValve extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String PATH = "/floor";

    private final PassedOn searches;

    FloorValve(PassedOn searches) {
        super(true);
        this.searches = searches;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!request.getRequestURI().equals(PATH)) {
            getNext().invoke(request, response);
            return;
        }
        byte[] answer = searches.answer(Integer.parseInt(request.getParameter("task")));
        response.setContentType("application/json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    /** The request for one of the tasks. */
    static byte[] request(int task) {
        return HttpConnection.get(PATH + "?task=" + task);
    }
}
