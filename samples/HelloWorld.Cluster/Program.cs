// Placeholder, so that the project builds; replaced by the program itself.
Console.WriteLine("HelloWorld.Cluster: nothing here yet.");
