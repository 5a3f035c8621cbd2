/* Stands in for both frozen programs: says its version and ends with 7, or waits until it is told to go on. */

#include <stdio.h>
#include <string.h>

int main(int count, char **words)
{
    if (count > 1 && strcmp(words[1], "wait") == 0) {
        puts("waiting");
        fflush(stdout);
        getchar();
        return 0;
    }
    puts(VERSION);
    return 7;
}
