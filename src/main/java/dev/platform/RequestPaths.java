package dev.platform;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.ServletRequestPathFilter;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Parses the path of a request once, for all rules of who may do what. Spring Security would look for the handler of each
 * request beforehand, which costs more than the rules and serves only rules that are not used here.
 */
@Configuration(proxyBeanMethods = false)
class RequestPaths {

    @Bean
    static PathPatternRequestMatcher.Builder rules() {
        return PathPatternRequestMatcher.withDefaults();
    }

    @Bean
    static BeanPostProcessor pathsInsteadOfHandlers() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HandlerMappingIntrospector ? new PathsOnly() : bean;
            }
        };
    }

    private static final class PathsOnly extends HandlerMappingIntrospector {

        @Override
        public Filter createCacheFilter() {
            return new ServletRequestPathFilter();
        }
    }
}
