package com.example.spring.boot;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Handlers that answer on the thread of the request. */
@Controller
public class Owners {
  @GetMapping("/owners/{ownerId}")
  @ResponseBody
  public String owner(@PathVariable("ownerId") String id) {
    return "owner " + id;
  }

  @GetMapping("/owners/{ownerId}/entity")
  public ResponseEntity<String> entity(@PathVariable("ownerId") String id) {
    return ResponseEntity.accepted().body("entity " + id);
  }

  @GetMapping("/owners/{ownerId}/absent")
  public ResponseEntity<String> absent(@PathVariable("ownerId") String id) {
    return ResponseEntity.notFound().build();
  }

  @GetMapping("/owners/{ownerId}/forward")
  public String forward(@PathVariable("ownerId") String id) {
    return "forward:/owners/" + id;
  }

  @GetMapping("/owners/{ownerId}/fail")
  @ResponseBody
  public String fail(@PathVariable("ownerId") String id) {
    throw new IllegalStateException(id);
  }

  @GetMapping("/owners/{ownerId}/refuse")
  @ResponseBody
  public String refuse(@PathVariable("ownerId") String id) {
    throw new IllegalArgumentException(id);
  }

  @GetMapping("/owners/{ownerId}/trouble")
  @ResponseBody
  public String trouble(@PathVariable("ownerId") String id) {
    throw new UnsupportedOperationException(id);
  }

  @GetMapping("/owners/{ownerId}/unavailable")
  public void unavailable(@PathVariable("ownerId") String id, HttpServletResponse response)
      throws IOException {
    response.sendError(503, "not for " + id);
  }

  @GetMapping("/orders")
  @ResponseBody
  public String order(@Valid Order order) {
    return "order of " + order.getQuantity();
  }

  @ExceptionHandler(UnsupportedOperationException.class)
  public ResponseEntity<String> troubled(UnsupportedOperationException e) {
    return ResponseEntity.internalServerError().body("trouble with " + e.getMessage());
  }

  @ExceptionHandler(IllegalArgumentException.class)
  @ResponseStatus(HttpStatus.CONFLICT)
  @ResponseBody
  public String refused(IllegalArgumentException e) {
    return "refused " + e.getMessage();
  }
}
