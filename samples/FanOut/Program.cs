// Placeholder, so that the project builds; replaced by the program itself.
Console.WriteLine("FanOut: nothing here yet.");
