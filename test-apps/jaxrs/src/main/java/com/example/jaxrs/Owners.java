package com.example.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;

/** Paths of every kind. */
@Path("/owners")
@Produces("text/plain")
public class Owners {
  @GET
  public String all() {
    return "owners";
  }

  @GET
  @Path("{id: \\d{1,9}}")
  public String owner(@PathParam("id") String id) {
    return "owner " + id;
  }

  @GET
  @Path("/{id}/later")
  public void later(@PathParam("id") String id, @Suspended AsyncResponse response) {
    new Thread(() -> response.resume("later " + id)).start();
  }

  @GET
  @Path("/{id}/later/fail")
  public void laterFailing(@PathParam("id") String id, @Suspended AsyncResponse response) {
    new Thread(() -> response.resume(new WebApplicationException(id, 503))).start();
  }

  @GET
  @Path("{id}/refuse")
  public String refuse(@PathParam("id") String id) {
    throw new WebApplicationException(id, 409);
  }

  @GET
  @Path("{id}/fail")
  public String fail(@PathParam("id") String id) {
    throw new IllegalStateException(id);
  }

  @GET
  @Path("{id}/trouble")
  public String trouble(@PathParam("id") String id) {
    throw new UnsupportedOperationException(id);
  }

  @Path("{id}/pets")
  public Pets pets(@PathParam("id") String id) {
    return new Pets();
  }
}
