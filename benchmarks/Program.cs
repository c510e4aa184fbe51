// Placeholder, so that the project builds; replaced by the program itself.
Console.WriteLine("benchmarks: nothing here yet.");
