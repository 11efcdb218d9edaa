/** The usual suspects of a web application, which know nothing of any agent. */
package com.example.war;
